import type { Price, Usage } from '@/lib/council/events';
import type { ModelRef } from '@/lib/council/team.schema';
import { assembled, type PartRead } from '@/lib/minutes/assemble';
import { joinParts } from '@/lib/minutes/join-parts';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import { halvesOf, type Part, partsOf } from '@/lib/minutes/parts';
import { type AboutPart, type Settled, settlePart } from '@/lib/minutes/settle-part';
import { speakersOf, type Taking } from '@/lib/minutes/take-minutes';
import type { Transcript } from '@/lib/minutes/transcript';
import { linesOf, settleWhole } from '@/lib/minutes/whole';
import type { Clock } from '@/lib/ports/clock';
import { type Connection, type Speech, SpeechFailure } from '@/lib/ports/speech';
import { takeByRules } from './by-rules';

/** What reading one part came to, and what it cost. */
export interface ReadPart {
  read: (Settled & { title?: string }) | { answer: null; why: string };
  usage: Usage;
}

/** Whom to ask, and where what was paid for is kept. */
export interface ModelReading {
  model: ModelRef;
  speech: Pick<Speech, 'readPart' | 'sumUp'>;
  clock: Pick<Clock, 'wait'>;
  /** The way to the model now. @throws SpeechFailure */
  way(): Promise<Connection | null>;
  price: Price;
  /** Parts that were read before, by their number. */
  known: ReadonlyMap<number, ReadPart>;
  /** Called once for each part, right after it was read. */
  keep(n: number, read: ReadPart): Promise<void>;
  /** Why no such call may be made now: a code; null where it may. */
  forbids(next: { tokens: number; microUsd: number }): Promise<string | null>;
  onProgress(done: number, of: number): Promise<void>;
  /** Longest time of one call, ms. */
  deadlineMs?: number;
}

const longestCallMs = 180_000;
const longestWaitMs = 60_000;
/** Parts that fail one after the other before no more are tried: whatever is wrong, it is not the part. */
const mostInARow = 2;
/** Failures of the way to a model: no other part will fare better. */
const hopeless = new Set([
  'model.key_refused',
  'model.not_found',
  'model.not_configured',
  'model.disconnected',
  'model.key_unreadable',
  'model.quota',
  'model.private_address',
  'model.redirected',
]);
/** Failures of a call that may have been read before it broke off; a refused one costs nothing. */
const brokeOff = new Set(['model.timeout', 'model.connection']);
/** Failures after which the same call may succeed; the gateway has tried the shorter waits already. */
const passing = new Set(['model.rate_limited', 'model.breaker_open', 'model.unavailable', 'model.connection']);

const nothing: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };
const sum = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  microUsd: a.microUsd + b.microUsd,
  known: a.known && b.known,
});

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
): Promise<Minutes> {
  const parts = partsOf(transcript);
  const of = parts.length > 1 ? parts.length + 1 : parts.length;
  const rules = await takeByRules(transcript, taking, () => reading.onProgress(0, of), signal);
  const about: AboutPart = {
    language: transcript.language,
    heldOn: taking.heldOn ?? null,
    people: [...(taking.people ?? []), ...speakersOf(transcript)],
  };
  const read: PartRead[] = [];
  let ended: string | null = null;
  let failed = 0;
  for (const [n, part] of parts.entries()) {
    let found = reading.known.get(n) ?? null;
    ended ??= found ? null : await reading.forbids(expected(sizeOf(part), reading.price));
    if (!found && ended === null) {
      found = await readOne(part, about, reading, signal);
      await reading.keep(n, found);
    }
    const came: ReadPart['read'] = found?.read ?? { answer: null, why: ended ?? 'model.empty' };
    read.push({ part, read: came });
    failed = came.answer === null ? failed + 1 : 0;
    if (came.answer === null && (hopeless.has(came.why) || failed >= mostInARow)) ended ??= came.why;
    await reading.onProgress(n + 1, of);
  }
  const whole = parts.length > 1 && ended === null ? await summedUp(parts.length, read, about, reading, signal) : null;
  await reading.onProgress(of, of);
  const { provider, name } = reading.model;
  const title = taking.title ?? transcript.title;
  return assembled({ made_by: { provider, model: name }, parts: read, rules, whole, title });
}

/** One part, with what its tries cost; one that is too long for the model in two halves. */
async function readOne(part: Part, about: AboutPart, reading: ModelReading, signal: AbortSignal): Promise<ReadPart> {
  const { language, heldOn } = about;
  const asked = await trying(reading, sizeOf(part), signal, (base) =>
    reading.speech.readPart({ ...base, part, heldOn, language }, signal),
  );
  if (asked.said) return { read: settlePart(asked.said, part, about), usage: asked.usage };
  const halves = asked.why === 'model.too_long' ? halvesOf(part) : null;
  if (!halves) return { read: { answer: null, why: asked.why }, usage: asked.usage };
  const [first, second] = [
    await readOne(halves[0], about, reading, signal),
    await readOne(halves[1], about, reading, signal),
  ];
  const usage = [first.usage, second.usage].reduce(sum, asked.usage);
  if (first.read.answer === null || second.read.answer === null)
    return { read: first.read.answer === null ? first.read : second.read, usage };
  const answer = joinParts([first.read.answer, second.read.answer]);
  const [a, b] = [first.read, second.read];
  return { read: { answer, dropped: a.dropped + b.dropped, mended: a.mended + b.mended }, usage };
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

type Base = Pick<Parameters<Speech['readPart']>[0], 'model' | 'connection' | 'deadlineMs'>;
type Tried<T> = { said: T; usage: Usage } | { said: null; why: string; usage: Usage };

/** One call, and once more where waiting may help. What was sent and never answered may be charged by its provider, and counts. */
async function trying<T>(
  { model, way, clock, price, deadlineMs = longestCallMs }: ModelReading,
  size: number,
  signal: AbortSignal,
  call: (base: Base) => Promise<{ said: T; usage: Usage }>,
): Promise<Tried<T>> {
  let usage = nothing;
  for (let tries = 0; ; tries += 1) {
    try {
      const { said, usage: paid } = await call({ model, connection: await way(), deadlineMs });
      return { said, usage: sum(usage, paid) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SpeechFailure)) throw error;
      const { code } = error.reason;
      const paid = error.usage ?? (brokeOff.has(code) ? unanswered(size, price) : nothing);
      usage = sum(usage, paid);
      const wait = error.retryAfterMs ?? 2_000;
      if (tries > 0 || !passing.has(code) || wait > longestWaitMs) return { said: null, why: code, usage };
      await clock.wait(wait, signal);
      signal.throwIfAborted();
    }
  }
}

/** Characters of instructions around what is read, and of a token; tokens of an answer. */
const [instructions, perToken, answerTokens] = [4_000, 3, 2_500];
const sizeOf = ({ pieces }: Part): number => pieces.reduce((all, { text }) => all + text.length + 20, 0);
const costOf = (price: Price, input: number, output: number): number =>
  Math.ceil((input * price.input + output * price.output) / 1_000_000);

function expected(size: number, price: Price): { tokens: number; microUsd: number } {
  const input = Math.ceil((size + instructions) / perToken);
  return { tokens: input + answerTokens, microUsd: costOf(price, input, answerTokens) };
}

function unanswered(size: number, price: Price): Usage {
  const inputTokens = Math.ceil((size + instructions) / perToken);
  return { inputTokens, outputTokens: 0, microUsd: costOf(price, inputTokens, 0), known: false };
}
