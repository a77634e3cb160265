import type { Purpose } from './answers.schema';
import type { MoveEvent, Phase } from './events';
import { closingPhases } from './protocol';
import type { RunState, Turn } from './run';
import { experts } from './tally';
import type { Seat } from './team.schema';
import { boxLeftMs } from './timeboxes';

/**
 * What the driver does next. `append`: these events, all or nothing; it then makes the call of every `turn-started`
 * and aborts that of every `turn-discarded`. `wait`: for an open turn, a control or `until` (ms since 1970).
 * `rest`: nothing to drive until somebody asks.
 */
export type Move = { kind: 'append'; events: MoveEvent[] } | { kind: 'wait'; until: number | null } | { kind: 'rest' };

export const append = (...events: MoveEvent[]): Move => ({ kind: 'append', events });
export const waiting: Move = { kind: 'wait', until: null };

export const inClosing = (state: RunState) => closingPhases.includes(state.phases.at(-1)?.phase ?? 'frame');
const parallel: readonly Phase[] = ['drafts', 'review', 'ballot'];
export const mayStartMore = (state: RunState) =>
  parallel.includes(state.phases.at(-1)?.phase ?? 'frame') && !state.wrapUp;

/** Turns of the current phase's record. */
export const here = (state: RunState): Turn[] =>
  (state.phases.at(-1)?.turns ?? []).flatMap((n) => state.turns[n - 1] ?? []);
export const unheard = (state: RunState, purpose: Purpose): Seat[] =>
  experts(state.team).filter((seat) => !here(state).some((turn) => turn.seat === seat.id && turn.purpose === purpose));
export const boxSpent = (state: RunState, now: number) => boxLeftMs(state, now) <= 0;
