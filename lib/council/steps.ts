import { composeLog } from './compose-log';
import type { MoveEvent, Phase, Reason } from './events';
import { append, inClosing, type Move } from './move';
import { findings } from './policy';
import { pooled } from './pool';
import { unflagged } from './positions';
import { maxChecks, nextPhase, poolIsStale } from './protocol';
import type { RunState } from './run';
import { ballots, count } from './tally';
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

export function pool(state: RunState, joins: { keep: string; join: string; why?: string }[]): Move {
  return append({ name: 'alternatives-pooled', alternatives: pooled(state, joins), late: state.pooledAt > 0 });
}

function closeBallot(state: RunState): Move {
  const votes = ballots(state);
  const { majority, weighted, leader } = count(votes);
  const counted = { ...state, positions: [...state.positions, ...votes] };
  return append({ name: 'ballot-closed', votes, majority, weighted, leader }, ...flags(counted));
}

/** Joining the majority without new evidence is said openly, once for each move. */
export const flags = (state: RunState): MoveEvent[] =>
  unflagged(state).map((move) => ({ name: 'conformity-flagged', ...move }));

export function finish(state: RunState): Move {
  const log = state.artifacts.decision_log?.log;
  const outcome = log?.status === 'proposed' ? 'decided' : 'escalated';
  return append(...amendment(state), {
    name: 'run-finished',
    outcome,
    reason: state.wrapUp ?? { code: outcome === 'decided' ? 'end.decided' : 'end.missing' },
  });
}

/** The log again where something came up after it was recorded that must not be lost: a task that had to go, a person's word. */
export function amendment(state: RunState): MoveEvent[] {
  const recorded = state.artifacts.decision_log;
  if (!recorded) return [];
  const { version, open_questions } = composeLog(state, recorded.log.status === 'draft');
  const known = new Set(recorded.log.open_questions);
  const more = open_questions.filter((one) => !known.has(one));
  if (more.length === 0) return [];
  const log = {
    ...recorded.log,
    open_questions: [...recorded.log.open_questions, ...more],
    version,
    content_hash: '',
  };
  return [{ name: 'artifact-recorded', artifact: { kind: 'decision_log', version, log } }];
}
