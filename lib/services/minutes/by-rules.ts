import { setImmediate } from 'node:timers/promises';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import { minutesInSteps, type Taking } from '@/lib/minutes/take-minutes';
import type { Transcript } from '@/lib/minutes/transcript';

/** So long it may keep everybody else in this process waiting, ms. */
const breathMs = 20;
const tellMs = 1_000;

/**
 * Minutes by rules, letting the process do other things in between; `onProgress` hears about once a second how far they
 * are. @throws the signal's reason when aborted.
 */
export async function takeByRules(
  transcript: Transcript,
  taking: Taking,
  onProgress: (done: number, of: number) => Promise<void>,
  signal: AbortSignal,
): Promise<Minutes> {
  const steps = minutesInSteps(transcript, taking);
  let [breathed, told] = [performance.now(), performance.now()];
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const now = performance.now();
    if (now - told > tellMs) {
      await onProgress(step.value.done, step.value.of);
      told = now;
    }
    if (now - breathed > breathMs) {
      await setImmediate();
      signal.throwIfAborted();
      breathed = performance.now();
    }
  }
}
