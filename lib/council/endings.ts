import { limitsOf, type Resource, reserveOf, spent } from './budget';
import type { Reason } from './events';
import type { RunState, Turn } from './run';
import { count, experts, positionsNow } from './tally';

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

/** Turns that were given up in a row, and how many of them end a run. What a person skipped does not count. */
export function givenUp(state: RunState): { turns: Turn[]; bound: number } {
  const bound = experts(state.team).length + 1;
  const turns: Turn[] = [];
  for (let n = state.turns.length - 1; n >= 0 && turns.length < bound; n--) {
    const turn = state.turns[n];
    if (!turn?.seat || turn.reason?.code === 'turn.skipped') continue;
    if (turn.status === 'completed') break;
    if (turn.status === 'failed') turns.unshift(turn);
  }
  return { turns, bound };
}

/** As many turns given up in a row as there are experts, plus one: nobody can speak. Where all failed alike, that is the reason. */
export const stall: Ending = (state) => {
  const { turns, bound } = givenUp(state);
  if (turns.length < bound) return goOn;
  const why = turns[0]?.reason;
  const alike = why && turns.every((turn) => turn.reason?.code === why.code);
  return { kind: 'wrap_up', reason: alike ? why : { code: 'end.stall' } };
};

/** Experts who stand for one alternative, and how many there are; null where agreement ends nothing. */
export function agreeing(state: RunState): { agree: number; all: number } | null {
  const seats = experts(state.team);
  if (state.phases.at(-1)?.phase !== 'panel' || state.team.protocol !== 'panel' || seats.length === 0) return null;
  const now = positionsNow(state);
  const { majority } = count(seats.flatMap((seat) => now[seat.id] ?? []));
  return { agree: Math.max(0, ...Object.values(majority)), all: seats.length };
}

/** A panel ends early when every expert stands for the same alternative; a council still holds its premortem. */
export const agreement: Ending = (state) => {
  const standing = agreeing(state);
  const settled = standing !== null && standing.agree === standing.all;
  return settled && experts(state.team).every((seat) => (state.bySeat[seat.id]?.turns ?? 0) >= 2)
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
