import { limitsOf, type Resource, reserveOf, spent } from './budget';
import type { Reason } from './events';
import type { RunState } from './run';
import { experts, positionsNow } from './tally';

export interface Verdict {
  kind: 'continue' | 'wrap_up' | 'stop';
  reason: Reason;
}
export type Ending = (state: RunState, now: number) => Verdict;

const goOn: Verdict = { kind: 'continue', reason: { code: 'end.none' } };
const codes: Record<Resource, string> = {
  attempts: 'end.turns',
  activeMs: 'end.time',
  microUsd: 'end.money',
  tokens: 'end.tokens',
};

export const endReason = (resource: Resource): Reason => ({ code: codes[resource] });

/** Wraps up when only the reserve is left of a resource, stops when nothing is. A limit of 0 on money counts only once money is spent. */
const ceiling =
  (resource: Resource): Ending =>
  (state, now) => {
    const used = spent(state, now)[resource];
    const limit = limitsOf(state)[resource];
    if (used === 0) return goOn;
    if (used >= limit) return { kind: 'stop', reason: endReason(resource) };
    return used >= limit - reserveOf(state)[resource] ? { kind: 'wrap_up', reason: endReason(resource) } : goOn;
  };

/**
 * As many turns given up in a row as there are experts, plus one: nobody can speak. What a person skipped does not
 * count. Where all failed alike, that is the reason.
 */
export const stall: Ending = (state) => {
  const bound = experts(state.team).length + 1;
  const spoken = state.turns.filter(
    (turn) =>
      turn.seat && (turn.status === 'completed' || (turn.status === 'failed' && turn.reason?.code !== 'turn.skipped')),
  );
  const last = spoken.slice(-bound);
  if (last.length < bound || last.some((turn) => turn.status === 'completed')) return goOn;
  const why = last[0]?.reason;
  const alike = why && last.every((turn) => turn.reason?.code === why.code);
  return { kind: 'wrap_up', reason: alike ? why : { code: 'end.stall' } };
};

/** A panel ends early when every expert stands for the same alternative; a council still holds its premortem. */
export const agreement: Ending = (state) => {
  const now = positionsNow(state);
  const seats = experts(state.team);
  const chosen = new Set(seats.map((seat) => now[seat.id]?.alternative));
  const settled =
    state.team.protocol === 'panel' &&
    state.phases.at(-1)?.phase === 'panel' &&
    chosen.size === 1 &&
    !chosen.has(undefined);
  return settled && seats.every((seat) => (state.bySeat[seat.id]?.turns ?? 0) >= 2)
    ? { kind: 'wrap_up', reason: { code: 'end.agreement' } }
    : goOn;
};

/** The worst verdict wins; of equals the first. */
export const anyOf =
  (...endings: Ending[]): Ending =>
  (state, now) => {
    const verdicts = endings.map((ending) => ending(state, now));
    return verdicts.find((one) => one.kind === 'stop') ?? verdicts.find((one) => one.kind === 'wrap_up') ?? goOn;
  };

/** What ends a run without a person: every ceiling, a stall, agreement. */
export const endings: Ending = anyOf(
  ceiling('attempts'),
  ceiling('activeMs'),
  ceiling('microUsd'),
  ceiling('tokens'),
  stall,
  agreement,
);
