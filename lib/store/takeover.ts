import type { OriginEvent } from '../council/events';

type TakenOver = Extract<OriginEvent, { name: 'run-taken-over' }>;

export interface Abandoned {
  attempt: number;
  reservation: { tokens: number; microUsd: number };
  known: boolean;
}

/** Discards every open turn; what it reserved is charged, unless its usage is already in the log. */
export function discardAll(open: Iterable<[turn: number, Abandoned]>): TakenOver {
  const discarded = [...open]
    .sort(([a], [b]) => a - b)
    .map(([turn, { attempt, reservation, known }]) => ({
      turn,
      attempt,
      charged: {
        inputTokens: known ? 0 : reservation.tokens,
        outputTokens: 0,
        microUsd: known ? 0 : reservation.microUsd,
        known,
      },
    }));
  return { name: 'run-taken-over', discarded };
}
