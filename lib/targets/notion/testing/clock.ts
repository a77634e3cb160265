import type { Clock } from '@/lib/ports/clock';

export interface HeldClock extends Clock {
  advance(ms: number): void;
}

/** Time that passes only when told: a wait moves it on at once. */
export function heldClock(start = Date.UTC(2026, 10, 23, 9)): HeldClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    wait: async (ms, signal) => {
      if (!signal?.aborted) now += ms;
    },
  };
}
