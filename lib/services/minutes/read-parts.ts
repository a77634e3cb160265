import { joinParts } from '@/lib/minutes/join-parts';
import { halvesOf, type Part } from '@/lib/minutes/parts';
import { type AboutPart, settlePart } from '@/lib/minutes/settle-part';
import { type Cost, expected, type ModelReading, more, type ReadPart, sizeOf, sum, trying } from './asking';

/** Parts that are read at a time. */
const mostAtOnce = 3;
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

/**
 * Reads the parts, a few at once, each with what it may cost set aside before. After a failure that the other parts would
 * meet too no more are begun; those that are being read are waited for, and kept.
 */
export async function readParts(
  parts: readonly Part[],
  about: AboutPart,
  reading: ModelReading,
  of: number,
  signal: AbortSignal,
): Promise<{ found: Map<number, ReadPart>; ended: string | null }> {
  const found = new Map(reading.known);
  const left = [...parts.entries()].filter(([n]) => !found.has(n));
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const running = new Map<number, Promise<void>>();
  const reserved = new Map<number, Cost>();
  let done = parts.length - left.length;
  let failed = 0;
  let { ended } = reading;
  const one = async (n: number, part: Part) => {
    const came = await readOne(part, about, reading, until);
    await reading.keep(n, came);
    found.set(n, came);
    const { read } = came;
    failed = read.answer === null ? failed + 1 : 0;
    if (read.answer === null && (hopeless.has(read.why) || failed >= mostInARow)) ended ??= read.why;
    done += 1;
    await reading.onProgress(done, of);
    reserved.delete(n);
    running.delete(n);
  };
  try {
    await reading.onProgress(done, of);
    for (const [n, part] of left) {
      while (running.size >= mostAtOnce) await Promise.race(running.values());
      if (ended !== null) break;
      const next = expected(sizeOf(part), reading.price);
      const forbidden = () => reading.forbids([...reserved.values()].reduce(more, next));
      let why = await forbidden();
      // What is set aside is more than most calls need: the rest of it may do for this one.
      while (why !== null && running.size > 0) {
        await Promise.race(running.values());
        why = await forbidden();
      }
      ended ??= why;
      if (ended !== null) break;
      reserved.set(n, next);
      const going = one(n, part);
      // Whoever waits for it hears of its failure, though later.
      going.catch(() => {});
      running.set(n, going);
    }
    await Promise.all(running.values());
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(running.values());
    throw error;
  }
  return { found, ended };
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
