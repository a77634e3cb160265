import type { Reason } from './events';
import type { RunState } from './run';
import { select } from './selectors';
import { seatOf } from './tally';
import type { Role } from './team.schema';

export interface Forecast {
  /** Seats whose turns are open. */
  speaking: string[];
  /** Who would speak next if the open turn changed nothing; `otherwise` is the runner-up. */
  next: { seat: string; reason: Reason; otherwise: string | null } | null;
}

const after: Partial<Record<string, Role>> = {
  drafts: 'moderator',
  record: 'integrator',
  tasks: 'moderator',
  gate: 'scribe',
};

/** Who speaks and who is next and why, from the fold alone: the same on every screen. */
export function forecast(state: RunState): Forecast {
  const open = state.turns.filter((turn) => turn.status === 'open');
  const speaking = open.flatMap((turn) => turn.seat ?? []);
  const phase = state.phases.at(-1)?.phase;
  if (!phase || state.status === 'finished') return { speaking, next: null };
  const turns = open.reduce((all, turn) => all.with(turn.turn - 1, { ...turn, status: 'completed' }), state.turns);
  const heard = { ...state, turns };
  if (phase === 'discussion' || phase === 'premortem' || phase === 'panel') {
    const selected = select(heard, phase === 'premortem' ? 'premortem' : null);
    if (!selected) return { speaking, next: null };
    if ('ask' in selected)
      return {
        speaking,
        next: { seat: seatOf(state.team, 'moderator').id, reason: { code: 'selector.auto_asks' }, otherwise: null },
      };
    return { speaking, next: { seat: selected.seat, reason: selected.reason, otherwise: selected.runnerUp } };
  }
  const owed =
    phase === 'gate' ? state.gate?.findings.find((one) => one.seat && !speaking.includes(one.seat)) : undefined;
  if (owed?.seat)
    return { speaking, next: { seat: owed.seat, reason: { code: `gate.${owed.code}` }, otherwise: null } };
  const role = after[phase];
  return {
    speaking,
    next: role ? { seat: seatOf(state.team, role).id, reason: { code: 'selector.phase' }, otherwise: null } : null,
  };
}
