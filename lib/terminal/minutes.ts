// npm run minutes -- FILE: minutes of people's own meeting, by rules, without a database.
import { stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { surroundings } from '@/lib/env';
import { longestTranscript, readTranscript } from '@/lib/minutes/read-transcript';
import { sayNote } from '@/lib/minutes/sentences';
import { minutesInSteps, type Taking } from '@/lib/minutes/take-minutes';
import { minutesToMarkdown } from '@/lib/minutes/to-markdown';
import type { Transcript } from '@/lib/minutes/transcript';
import { ServiceError } from '@/lib/services/errors';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { readFlags } from './flags';
import { makeFolder, readInput, shownPath } from './input';
import { systemLanguage, type Words, wordsIn } from './words';

const badInput = 2;
const failed = 4;
const known = {
  out: { type: 'string' },
  json: { type: 'boolean' },
  'held-on': { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

let words = wordsIn(systemLanguage());
const complain = (lines: string[]) => process.stderr.write(`${lines.join('\n')}\n`);
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // nobody listens any more
try {
  process.exitCode = await main();
} catch (error) {
  const told = asBadInput(error, words);
  if (told instanceof BadInput) complain(told.lines);
  else complain([words.t('minutes.failed', { message: failureLine(error, words) })]);
  process.exitCode = told instanceof BadInput ? badInput : failed;
}

async function main(): Promise<number> {
  const { values, positionals, language, spoken, bad } = readFlags(process.argv.slice(2), known, 'minutes.hint');
  words = wordsIn(spoken);
  if (values.help === true) {
    process.stdout.write(`${words.t('minutes.help')}\n`);
    return 0;
  }
  const [file] = positionals;
  if (file === undefined) throw bad('transcript');
  if (positionals.length > 1) throw bad('transcripts', { count: positionals.length });
  const heldOn = values['held-on'];
  if (typeof heldOn === 'string' && !isDay(heldOn)) throw bad('held_on', { value: heldOn });

  const { folder } = surroundings();
  const path = resolve(folder, file);
  await checkSize(path);
  const read = readTranscript(await readInput(path, { folder }, words, 'minutes.hint'), { fileName: basename(path) });
  if ('refused' in read) throw new ServiceError('invalid', read.refused.code, read.refused.args);
  const { transcript } = read;
  words = wordsIn(language ?? transcript.language);
  const out = typeof values.out === 'string' ? resolve(folder, values.out) : null;
  if (out !== null) await makeFolder({ out, folder }, words);

  complain([words.t('minutes.rules'), ...transcript.notes.map((note) => sayNote(note, words.language))]);
  const minutes = await taken(transcript, typeof heldOn === 'string' ? { heldOn } : {}, words);
  const markdown = minutesToMarkdown({ ...minutes, language: words.language }, transcript);
  const json = `${JSON.stringify(minutes, null, 2)}\n`;
  if (values.json === true) process.stdout.write(json);
  else if (out === null) process.stdout.write(markdown);
  const counts = {
    decisions: minutes.decisions.length,
    tasks: minutes.action_items.length,
    questions: minutes.open_questions.length,
  };
  complain([words.t('minutes.found', counts)]);
  if (out === null) return 0;
  const files = { 'minutes.md': markdown, 'minutes.json': json };
  for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text);
  const paths = Object.keys(files).map((name) => shownPath(folder, join(out, name)));
  complain([words.t('end.written', { files: paths.join(', ') })]);
  return 0;
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A file that is too large is refused before it is read; one that is not there is told of by the reading. */
async function checkSize(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestTranscript.bytes)
    throw new ServiceError('too_large', 'transcript.too_large', { limit: longestTranscript.bytes / 1024 / 1024 });
}

/** Minutes, with progress where somebody watches. */
async function taken(transcript: Transcript, taking: Taking, { t }: Words) {
  const steps = minutesInSteps(transcript, taking);
  const turns = transcript.turns.length;
  const tell = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\x1b[2K${text}`);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      tell('');
      return step.value;
    }
    tell(t('minutes.progress', { share: Math.floor((step.value.done / step.value.of) * 100), turns }));
    await new Promise(setImmediate);
  }
}
