import { assembled, type PartRead } from '@/lib/minutes/assemble';
import { joinParts } from '@/lib/minutes/join-parts';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import { partsOf } from '@/lib/minutes/parts';
import type { AboutPart } from '@/lib/minutes/settle-part';
import { speakersOf, type Taking } from '@/lib/minutes/take-minutes';
import type { Transcript } from '@/lib/minutes/transcript';
import { linesOf, settleWhole } from '@/lib/minutes/whole';
import { expected, type ModelReading, trying } from './asking';
import { takeByRules } from './by-rules';
import { readParts } from './read-parts';

/** Minutes by a model, and why it was asked no further where it left parts to the rules: a code. */
export interface Taken {
  minutes: Minutes;
  ended: string | null;
}

/**
 * Minutes by a model: part by part, each checked and kept as it comes, then joined and summed up. What was kept before is
 * not asked for again; what the model can't read, or may no longer be paid for, rules read.
 * @throws the signal's reason when aborted, and what `keep` and `onProgress` throw.
 */
export async function takeByModel(
  transcript: Transcript,
  taking: Taking,
  reading: ModelReading,
  signal: AbortSignal,
): Promise<Taken> {
  const parts = partsOf(transcript);
  const of = parts.length > 1 ? parts.length + 1 : parts.length;
  const rules = await takeByRules(transcript, taking, () => reading.onProgress(0, of), signal);
  const about: AboutPart = {
    language: transcript.language,
    heldOn: taking.heldOn ?? null,
    people: [...(taking.people ?? []), ...speakersOf(transcript)],
  };
  const { found, ended } = await readParts(parts, about, reading, of, signal);
  const read = parts.map(
    (part, n): PartRead => ({ part, read: found.get(n)?.read ?? { answer: null, why: ended ?? 'model.empty' } }),
  );
  const whole = parts.length > 1 && ended === null ? await summedUp(parts.length, read, about, reading, signal) : null;
  if (ended === null) await reading.onProgress(of, of);
  const { provider, name } = reading.model;
  const title = taking.title ?? transcript.title;
  const made_by = { provider, model: name };
  return { minutes: assembled({ made_by, parts: read, rules, whole, title }), ended };
}

/** The lines of all parts as one summary, kept like a part; null where the model can't: then the lines stand as they are. */
async function summedUp(
  n: number,
  read: readonly PartRead[],
  { language }: AboutPart,
  reading: ModelReading,
  signal: AbortSignal,
): Promise<{ title: string; summary: Minutes['summary']; dropped: number } | null> {
  const lines = linesOf(joinParts(read.flatMap(({ read: { answer } }) => answer ?? [])).summary);
  let found = reading.known.get(n);
  if (!found) {
    const size = lines.reduce((all, { text }) => all + text.length, 0);
    if (lines.length < 2 || (await reading.forbids(expected(size, reading.price))) !== null) return null;
    const asked = await trying(reading, size, signal, (base) =>
      reading.speech.sumUp({ ...base, lines, language }, signal),
    );
    const whole = asked.said && settleWhole(asked.said, lines, language);
    const empty = { decisions: [], action_items: [], open_questions: [] };
    const kept = whole
      ? { answer: { summary: whole.summary, ...empty }, title: whole.title, dropped: whole.dropped, mended: 0 }
      : { answer: null, why: asked.said ? 'model.empty' : asked.why };
    found = { read: kept, usage: asked.usage };
    await reading.keep(n, found);
  }
  if (found.read.answer === null) return null;
  return { title: found.read.title ?? '', summary: found.read.answer.summary, dropped: found.read.dropped };
}
