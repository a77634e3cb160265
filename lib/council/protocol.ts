import type { Phase } from './events';
import { pooled, unpooled } from './pool';
import type { Objection, RunState } from './run';
import { experts, positionsNow, scoresOf } from './tally';
import { owedFacts } from './unique-facts';

/** Reviewers this far apart on a criterion are split: it is worth a discussion. */
export const splitAt = 3;
/** Checks of the gate: two passes of follow-ups, then the last word. */
export const maxChecks = 3;
export const closingPhases: readonly Phase[] = ['record', 'tasks', 'close'];

const entered = (state: RunState, phase: Phase, after = 0) =>
  state.phases.some((one) => one.phase === phase && one.seq > after);

/** Experts who stand for what an unanswered objection is about and have not had the floor since: they owe the reply. */
export function owing(state: RunState, objection: Objection): string[] {
  if (objection.answeredBy.length > 0) return [];
  const positions = positionsNow(state);
  const spoke = (seat: string) =>
    state.turns.some((turn) => turn.seat === seat && turn.turn > objection.turn && turn.purpose === 'discuss');
  return experts(state.team)
    .map((seat) => seat.id)
    .filter(
      (seat) => seat !== objection.seat && positions[seat]?.alternative === objection.alternative && !spoke(seat),
    );
}

/** Objections that somebody still owes a reply. */
export const openObjections = (state: RunState): Objection[] =>
  state.objections.filter((one) => owing(state, one).length > 0);

/** What is worth discussing: a split score, an objection that needs an answer, a fact that only one seat knows. */
export function contested(state: RunState): boolean {
  return (
    openObjections(state).length > 0 ||
    owedFacts(state).length > 0 ||
    state.alternatives.some((one) =>
      Object.values(scoresOf(state, one.id).byCriterion).some(({ spread }) => spread >= splitAt),
    )
  );
}

/** Whether something was proposed that the pool does not show yet. */
export function poolIsStale(state: RunState): boolean {
  if (state.pooledAt === 0) return true;
  if (unpooled(state).length === 0) return false;
  const now = pooled(state);
  return (
    now.length !== state.alternatives.length ||
    now.some((one, i) => one.also.length !== state.alternatives[i]?.also.length)
  );
}

/** A tie is broken once: the ballot was held again after the gate found no majority. */
export const runoffDue = (state: RunState): boolean =>
  state.gate !== null &&
  state.gate.pass < maxChecks &&
  state.gate.findings.some((one) => one.code === 'no_majority') &&
  state.ballot !== null &&
  state.ballot.closedAt < state.gate.checkedAt &&
  state.phases.filter((one) => one.phase === 'ballot' && one.seq > state.pooledAt).length < 2;

/**
 * The phase that follows when the current one is over. Derived from what is missing, so that a late alternative
 * reopens review and ballot. Null: the protocol is complete.
 */
export function nextPhase(state: RunState): Phase | null {
  const phase = state.phases.at(-1)?.phase;
  if (phase === 'close') return null;
  if (phase === 'tasks') return 'close';
  if (phase === 'record') return 'tasks';
  if (state.wrapUp) return 'record';
  if (state.team.protocol === 'panel') return phase === undefined ? 'panel' : phase === 'panel' ? 'gate' : 'record';
  if (!entered(state, 'frame')) return 'frame';
  if (!entered(state, 'drafts')) return 'drafts';
  if (!entered(state, 'pool')) return 'pool';
  if (!entered(state, 'review', state.pooledAt)) return 'review';
  if (!entered(state, 'discussion') && contested(state)) return 'discussion';
  if (!entered(state, 'premortem')) return 'premortem';
  if (!entered(state, 'ballot', state.pooledAt) || runoffDue(state)) return 'ballot';
  if (state.gate === null || state.gate.checkedAt < (state.ballot?.closedAt ?? 0) || phase !== 'gate') return 'gate';
  return 'record';
}

/** Turns of discussion a phase may hold: rounds times experts; a person's extension adds a round. */
export function floorTurns(state: RunState): number {
  const { rounds, protocol } = state.team;
  return ((protocol === 'council' ? Math.min(rounds, 2) : rounds) + extensions(state)) * experts(state.team).length;
}

/** Extensions that people gave since the current phase began. */
export function extensions(state: RunState): number {
  const since = state.phases.at(-1)?.seq ?? 0;
  const given = (one: RunState['controls'][number]) => one.state === 'applied' && one.control.control === 'extend';
  return state.controls.filter((one) => given(one) && one.request > since).length;
}
