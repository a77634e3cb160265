import type { MoveEvent, Phase, Reason } from './events';
import { append, inClosing, type Move } from './move';
import { findings } from './policy';
import { pooled } from './pool';
import { maxChecks, nextPhase, poolIsStale } from './protocol';
import type { Position, RunState } from './run';
import { ballots, count, positionsNow } from './tally';
import { boxOf } from './timeboxes';

export function enter(state: RunState, phase: Phase, reason: Reason): Move {
  return append({ name: 'phase-entered', phase, reason, ...boxOf(state.agenda, state.team, phase) });
}

/** Leaves the current phase: closes what it owes, then enters what is missing next. */
export function leave(state: RunState, reason: Reason = { code: 'phase.done' }): Move {
  const phase = state.phases.at(-1)?.phase;
  if (phase === 'ballot' && (state.ballot === null || state.ballot.closedAt < (state.phases.at(-1)?.seq ?? 0)))
    return closeBallot(state);
  if (phase !== 'drafts' && phase !== 'frame' && poolIsStale(state) && !inClosing(state)) return pool(state, []);
  if (state.wrapUp && state.pooledAt === 0) return pool(state, []);
  const next = nextPhase(state);
  if (!next) return finish(state);
  if (
    next === 'record' &&
    (state.gate === null || state.gate.checkedAt < Math.max(state.pooledAt, state.ballot?.closedAt ?? 0))
  ) {
    return append({ name: 'gate-checked', pass: maxChecks, findings: findings(state) });
  }
  return enter(state, next, reason);
}

export function pool(state: RunState, joins: { keep: string; join: string }[]): Move {
  return append({ name: 'alternatives-pooled', alternatives: pooled(state, joins), late: state.pooledAt > 0 });
}

function closeBallot(state: RunState): Move {
  const votes = ballots(state);
  const before = positionsNow(state);
  const { majority, weighted, leader } = count(votes);
  const flips = votes.filter((vote) => {
    const old = before[vote.seat];
    return (
      old &&
      old.alternative !== vote.alternative &&
      vote.alternative === leader &&
      !sawEvidence(state, old, vote.alternative)
    );
  });
  return append(
    { name: 'ballot-closed', votes, majority, weighted, leader },
    ...flips.map(
      (vote): MoveEvent => ({
        name: 'conformity-flagged',
        seat: vote.seat,
        turn: vote.turn,
        from: before[vote.seat]?.alternative ?? '',
        to: vote.alternative,
      }),
    ),
  );
}

/** Whether others said anything since `old` that speaks for the new alternative, against the old one, or to the seat's objection. */
function sawEvidence(state: RunState, old: Position, to: string): boolean {
  const since = (one: { turn: number; seat: string }) => one.turn > old.turn && one.seat !== old.seat;
  return (
    state.claims.some(
      (one) => since(one) && (one.stance === 'pro' ? one.alternative === to : one.alternative === old.alternative),
    ) ||
    state.objections.some((one) => since(one) && one.alternative === old.alternative) ||
    state.objections.some(
      (one) => one.seat === old.seat && one.alternative === to && one.answeredBy.some((turn) => turn > old.turn),
    )
  );
}

export function finish(state: RunState): Move {
  const log = state.artifacts.decision_log?.log;
  const outcome = log?.status === 'proposed' ? 'decided' : 'escalated';
  return append({
    name: 'run-finished',
    outcome,
    reason: state.wrapUp ?? { code: outcome === 'decided' ? 'end.decided' : 'end.missing' },
  });
}
