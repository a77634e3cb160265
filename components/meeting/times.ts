import { limitsOf } from '@/lib/council/budget';
import type { RunState } from '@/lib/council/run';
import { activeMs, boxLeftMs } from '@/lib/council/timeboxes';

/** "8:48"; hours appear when there are any. Negative time reads as zero. */
export function clock(ms: number): string {
  const all = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Ms used and left, of the whole and of the phase that is on; `phaseLeftMs` is negative once a box is overdrawn. */
export function timeLeft(state: RunState, serverNow: number) {
  return {
    totalMs: limitsOf(state).activeMs,
    usedMs: activeMs(state, serverNow),
    phaseLeftMs: boxLeftMs(state, serverNow),
  };
}
