// npm run minutes -- FILE: minutes of people's own meeting, by rules or a model, without a database.
import { stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { modelKey } from '@/lib/council/budget';
import type { ModelRef } from '@/lib/council/team.schema';
import { readEnv, surroundings } from '@/lib/env';
import { soundMinutes } from '@/lib/minutes/check';
import { partsOf } from '@/lib/minutes/parts';
import { readTranscript, refusedBySize } from '@/lib/minutes/read-transcript';
import { sayNote, sayReading } from '@/lib/minutes/sentences';
import { minutesInSteps, type Taking } from '@/lib/minutes/take-minutes';
import { minutesToMarkdown } from '@/lib/minutes/to-markdown';
import type { Transcript } from '@/lib/minutes/transcript';
import { ServiceError } from '@/lib/services/errors';
import { takeByModel } from '@/lib/services/minutes/by-model';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { readFlags } from './flags';
import { makeFolder, readInput, shownPath } from './input';
import { providers, readModel } from './options';
import { systemLanguage, type Words, wordsIn } from './words';

const badInput = 2;
const failed = 4;
const known = {
  out: { type: 'string' },
  json: { type: 'boolean' },
  'held-on': { type: 'string' },
  lang: { type: 'string' },
  model: { type: 'string' },
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

  const wanted = values.model;
  const model = typeof wanted === 'string' ? readModel(wanted) : null;
  if (typeof wanted === 'string' && !model) throw bad('model', { value: wanted, providers });

  const { folder } = surroundings();
  const path = resolve(folder, file);
  await checkSize(path);
  const read = readTranscript(await readInput(path, { folder }, words, 'minutes.hint'), { fileName: basename(path) });
  if ('refused' in read) throw new ServiceError('invalid', read.refused.code, read.refused.args);
  const { transcript } = read;
  words = wordsIn(language ?? transcript.language);
  const out = typeof values.out === 'string' ? resolve(folder, values.out) : null;
  if (out !== null) await makeFolder({ out, folder }, words);

  complain([
    ...(model ? [] : [words.t('minutes.rules')]),
    ...transcript.notes.map((note) => sayNote(note, words.language)),
  ]);
  const taking = typeof heldOn === 'string' ? { heldOn } : {};
  const { minutes, usage } = model
    ? await takenByModel(transcript, taking, model, words, bad)
    : { minutes: await taken(transcript, taking, words), usage: null };
  const reading = sayReading(minutes, words.language);
  if (reading.length > 0) complain(reading);
  const markdown = minutesToMarkdown({ ...minutes, language: words.language }, transcript);
  const json = `${JSON.stringify(minutes, null, 2)}\n`;
  if (values.json === true) process.stdout.write(json);
  else if (out === null) process.stdout.write(markdown);
  const counts = {
    decisions: minutes.decisions.length,
    tasks: minutes.action_items.length,
    questions: minutes.open_questions.length,
  };
  complain([words.t('minutes.found', counts), ...(usage ? [words.t('minutes.cost', usage)] : [])]);
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

/** Minutes by a model of this deployment, with what they cost, in tokens and USD. */
async function takenByModel(
  transcript: Transcript,
  taking: Taking,
  model: ModelRef,
  { t }: Words,
  bad: ReturnType<typeof readFlags>['bad'],
) {
  const { speechOf, systemClock } = await import('@/lib/wiring');
  const env = readEnv();
  const speech = speechOf({ ...env, XIO_LOG_LEVEL: 'silent' });
  const offer = speech.offer(model, null);
  if (!offer.ok) throw bad('no_model', { model: modelKey(model), variable: offer.reason.args?.variable ?? '' });
  complain([t('minutes.model', { model: model.name, parts: partsOf(transcript).length })]);
  const spent = { tokens: 0, microUsd: 0 };
  const most = env.XIO_QUOTAS.organisation.usd_a_transcript * 1e6;
  const tell = (text: string) => process.stderr.isTTY && process.stderr.write(`\r\x1b[2K${text}`);
  const { minutes } = await takeByModel(
    transcript,
    taking,
    {
      model,
      speech,
      clock: systemClock,
      price: offer.price,
      way: async () => null,
      known: new Map(),
      ended: null,
      async keep(_, { usage }) {
        spent.tokens += usage.inputTokens + usage.outputTokens;
        spent.microUsd += usage.microUsd;
      },
      forbids: async (next) => (spent.microUsd + next.microUsd > most ? 'minutes.budget' : null),
      onProgress: async (done, of) => void tell(t('minutes.parts', { done, of })),
    },
    new AbortController().signal,
  );
  tell('');
  const sound = soundMinutes(minutes, transcript).minutes;
  return {
    minutes: sound,
    usage: { tokens: spent.tokens, usd: offer.priced ? (spent.microUsd / 1e6).toFixed(2) : 'unknown' },
  };
}

/** A file that is too large is refused before it is read; one that is not there is told of by the reading. */
async function checkSize(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  const tooLarge = refusedBySize(size);
  if (tooLarge) throw new ServiceError('too_large', tooLarge.refused.code, tooLarge.refused.args);
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
