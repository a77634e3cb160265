import { composeLog } from './compose-log';
import type { ControlName } from './controls.schema';
import type { MoveEvent, Reason } from './events';
import { closingPhases } from './protocol';
import type { ControlRecord, RunState, Turn } from './run';
import { amendment } from './steps';

const openTurns = (state: RunState): Turn[] => state.turns.filter((turn) => turn.status === 'open');

/** Cuts an open attempt; its reservation is charged because what it used is not known. */
export function cut(turn: Turn, reason: Reason, again: boolean): MoveEvent {
  const charged = {
    inputTokens: turn.reserved.tokens,
    outputTokens: 0,
    microUsd: turn.reserved.microUsd,
    known: false,
  };
  return { name: 'turn-discarded', turn: turn.turn, attempt: turn.attempt, reason, charged, again };
}

/** Ends a run at once: open turns are cut; without a log, what there is becomes a draft marked incomplete. */
export function stopNow(state: RunState, reason: Reason, outcome: 'stopped' | 'failed' = 'stopped'): MoveEvent[] {
  const log = state.artifacts.decision_log ? null : composeLog(state, true);
  return [
    ...openTurns(state).map((turn) => cut(turn, { code: 'turn.stopped' }, false)),
    ...(log ? [{ name: 'artifact-recorded', artifact: { kind: 'decision_log', version: 1, log } } as const] : []),
    ...amendment(state),
    { name: 'run-finished', outcome, reason },
  ];
}

/** Answers the oldest pending control, or all of them when one is a stop: stop beats everything else. Null: none pends. */
export function answerControls(state: RunState): MoveEvent[] | null {
  const pending = state.controls.filter((one) => one.state === 'pending');
  const stop = pending.find((one) => one.control.control === 'stop' && one.control.mode === 'now');
  if (stop) {
    const others = pending.filter((one) => one !== stop).map((one) => refuse(one, 'stopped_by', { by: stop.by.name }));
    const reason = { code: 'end.person', args: { by: stop.by.name } };
    return [apply(stop), ...others, ...stopNow(state, reason)];
  }
  const first = pending[0];
  return first ? answer(state, first) : null;
}

function apply({ request, control, by }: ControlRecord, turn: number | null = null): MoveEvent {
  return { name: 'control-applied', request, control: control.control, by, turn };
}

function refuse({ request, control, by }: ControlRecord, why: string, args?: Reason['args']): MoveEvent {
  const reason = { code: `control.refused.${why}`, ...(args && { args }) };
  return { name: 'control-refused', request, control: control.control, by, reason };
}

/** Refuses because somebody was faster: who, and how long before; without anybody to name, as `otherwise`. */
function tooLate(
  state: RunState,
  record: ControlRecord,
  [names, why]: [ControlName[], string],
  otherwise: string,
  after = 0,
): MoveEvent {
  const faster = state.controls.findLast(
    (one) => one.state === 'applied' && one.request > after && names.includes(one.control.control),
  );
  if (!faster) return refuse(record, otherwise);
  const seconds = Math.max(0, Math.round((record.at - faster.at) / 1000));
  return refuse(record, why, { by: faster.by.name, seconds, minutes: Math.floor(seconds / 60) });
}

const paused: [ControlName[], string] = [['pause'], 'paused_by'];
const resumed: [ControlName[], string] = [['resume'], 'resumed_by'];
const closed: [ControlName[], string] = [['wrap_up', 'stop'], 'closing_by'];
const skipped: [ControlName[], string] = [['skip'], 'skipped_by'];

function answer(state: RunState, record: ControlRecord): MoveEvent[] {
  const { control, by } = record;
  const held = state.status === 'paused' || state.status === 'pausing';
  const closing = state.wrapUp !== null || closingPhases.includes(state.phases.at(-1)?.phase ?? 'frame');
  const experts = state.team.seats.filter((seat) => seat.role === 'expert').map((seat) => seat.id);
  const running = openTurns(state);
  switch (control.control) {
    case 'pause': {
      const cuts = running.map((turn) => cut(turn, { code: 'turn.cut' }, true));
      if (state.status === 'paused') return [tooLate(state, record, paused, 'already_paused')];
      if (control.mode === 'now') return [apply(record), ...cuts, { name: 'run-paused', by }];
      return state.status === 'pausing' ? [tooLate(state, record, paused, 'already_paused')] : [apply(record)];
    }
    case 'resume':
      return held ? [apply(record), { name: 'run-resumed', by }] : [tooLate(state, record, resumed, 'not_paused')];
    case 'stop':
    case 'wrap_up': {
      const resume: MoveEvent[] = held ? [{ name: 'run-resumed', by }] : [];
      if (closing) return held ? [apply(record), ...resume] : [tooLate(state, record, closed, 'already_closing')];
      return [
        apply(record),
        { name: 'wrap-up-started', reason: { code: 'end.person', args: { by: by.name } } },
        ...resume,
      ];
    }
    case 'skip': {
      const owed = state.turns.filter(
        (turn) =>
          (turn.status === 'open' || turn.status === 'retrying') &&
          (control.turn === undefined || control.turn === turn.turn),
      );
      if (owed.length === 0) return [nothingToSkip(state, record, control.turn)];
      return [apply(record), ...owed.map((turn) => cut(turn, { code: 'turn.skipped', args: { by: by.name } }, false))];
    }
    case 'extend':
      return closing ? [tooLate(state, record, closed, 'already_closing')] : [apply(record)];
    case 'say':
      if (control.seat && !experts.includes(control.seat)) return [refuse(record, 'no_such_expert')];
      // Nobody would answer any more; what is said to all is still kept.
      if (control.seat && closing) return [tooLate(state, record, closed, 'already_closing')];
      return [apply(record, state.turns.length + 1)];
    case 'handoff':
    case 'request_alt':
    case 'request_risk':
      if (control.seat && !experts.includes(control.seat)) return [refuse(record, 'no_such_expert')];
      return closing ? [tooLate(state, record, closed, 'already_closing')] : [apply(record)];
  }
}

/** The turn that was meant is over: somebody skipped it, it came to its end, or nobody spoke at all. */
function nothingToSkip(state: RunState, record: ControlRecord, meant: number | undefined): MoveEvent {
  const turn = meant === undefined ? state.turns.at(-1) : state.turns[meant - 1];
  if (turn?.reason?.code === 'turn.skipped') {
    return tooLate(state, record, skipped, 'nothing_to_skip', turn.startedSeq);
  }
  return refuse(record, meant === undefined ? 'nothing_to_skip' : 'turn_over');
}
