import type { Purpose } from './answers.schema';
import { speak } from './calls';
import { brokenItems, composeItems } from './compose-items';
import { composeLog } from './compose-log';
import type { Finding, Phase } from './events';
import { append, boxSpent, here, inClosing, type Move, unheard, waiting } from './move';
import { findings } from './policy';
import { pooled } from './pool';
import { contested, extensions, floorTurns, maxChecks, openObjections, poolIsStale } from './protocol';
import type { RunState } from './run';
import { brokenCitations, recordTurns } from './scribe';
import { handoffOf, select } from './selectors';
import { finish, leave, pool } from './steps';
import { experts, seatOf } from './tally';
import type { Seat } from './team.schema';

/**
 * A person's request for an alternative or a risk, once no turn is open and the pool exists; at the gate, which has no
 * floor, also an expert's answer that a person asked for.
 */
export function personAsks(state: RunState, now: number): Move | null {
  const phase = state.phases.at(-1)?.phase;
  if (inClosing(state) || (phase !== 'panel' && (state.pooledAt === 0 || phase === 'ballot'))) return null;
  const handed = phase === 'gate' ? handoffOf(state) : null;
  const named = experts(state.team).find((one) => one.id === handed?.seat);
  if (handed && named) {
    const selection = { ...handed, runnerUp: null, method: 'person' };
    return speak(state, now, [{ seat: named, purpose: 'discuss', selection }], () => waiting);
  }
  const asked = state.controls.find(
    (one) => one.open && (one.control.control === 'request_alt' || one.control.control === 'request_risk'),
  );
  if (!asked) return null;
  const wanted = 'seat' in asked.control ? asked.control.seat : undefined;
  const quietest = [...experts(state.team)].sort(
    (a, b) => (state.bySeat[a.id]?.turns ?? 0) - (state.bySeat[b.id]?.turns ?? 0),
  )[0];
  const seat = state.team.seats.find((one) => one.id === wanted) ?? quietest;
  if (!seat) return null;
  const code = asked.control.control === 'request_alt' ? 'asked_alternative' : 'asked_risk';
  const ask: Finding = { code, subject: null, seat: seat.id, args: { request: asked.request, by: asked.by.name } };
  const reason = { code: `selector.${code}`, args: { by: asked.by.name } };
  return speak(
    state,
    now,
    [
      {
        seat,
        purpose: 'follow_up',
        asks: [ask],
        selection: { seat: seat.id, reason, runnerUp: null, method: 'person' },
      },
    ],
    () => waiting,
  );
}

/** One turn after another on the floor, until the box, the turns or the need are spent. */
function floor(state: RunState, now: number, purpose: Purpose, once: boolean, over: boolean): Move {
  const handedOver = handoffOf(state) !== null;
  if (boxSpent(state, now) && here(state).length > 0 && !handedOver) return leave(state, { code: 'phase.box_spent' });
  if (over && !handedOver) return leave(state);
  const selected = select(state, once ? purpose : null);
  if (selected === null) return leave(state);
  const moderator = seatOf(state.team, 'moderator');
  if ('ask' in selected) {
    return speak(state, now, [{ seat: moderator, purpose: 'select' }], () => leave(state));
  }
  const seat = experts(state.team).find((one) => one.id === selected.seat);
  if (!seat) return leave(state);
  const spoke = once && !unheard(state, purpose).includes(seat);
  return speak(state, now, [{ seat, purpose: spoke ? 'discuss' : purpose, selection: selected }], () => leave(state));
}

/** All experts at once, each once. */
function together(state: RunState, now: number, purpose: Purpose, asks: Finding[] = []): Move {
  const left = unheard(state, purpose);
  if (left.length > 0)
    return speak(
      state,
      now,
      left.map((seat) => ({ seat, purpose, asks })),
      () => leave(state),
    );
  return here(state).some((turn) => turn.status === 'open') ? waiting : leave(state);
}

/** A single turn of one role, then the next phase. */
function single(state: RunState, now: number, role: Seat['role'], purpose: Purpose, then: () => Move): Move {
  if (here(state).some((turn) => turn.purpose === purpose)) return then();
  return speak(state, now, [{ seat: seatOf(state.team, role), purpose }], then);
}

export const inPhase: Record<Phase, (state: RunState, now: number) => Move> = {
  frame: (state, now) => single(state, now, 'moderator', 'frame', () => leave(state)),
  drafts: (state, now) => together(state, now, 'draft'),
  pool: (state, now) => {
    const entered = state.phases.at(-1)?.seq ?? 0;
    if (state.pooledAt < entered) return pool(state, []);
    return single(state, now, 'moderator', 'pool', () => {
      const joins = here(state).find((turn) => turn.purpose === 'pool')?.answer?.joins ?? [];
      const merged = pooled(state, joins);
      if (merged.length < state.alternatives.length) return pool(state, joins);
      return leave(state);
    });
  },
  review: (state, now) => together(state, now, 'review'),
  discussion: (state, now) => {
    const spoken = here(state).filter((turn) => turn.purpose === 'discuss').length;
    const all = experts(state.team).length;
    const settled =
      unheard(state, 'discuss').length === 0 &&
      openObjections(state).length === 0 &&
      spoken >= all * (1 + extensions(state));
    return floor(
      state,
      now,
      'discuss',
      false,
      spoken >= floorTurns(state) || settled || (spoken === 0 && !contested(state)),
    );
  },
  premortem: (state, now) => floor(state, now, 'premortem', true, unheard(state, 'premortem').length === 0),
  panel: (state, now) =>
    floor(
      state,
      now,
      'discuss',
      false,
      here(state).filter((turn) => turn.purpose === 'discuss').length >= floorTurns(state),
    ),
  ballot: (state, now) =>
    together(
      state,
      now,
      'ballot',
      (state.gate?.findings ?? []).filter((one) => one.code === 'no_majority'),
    ),
  gate: gate,
  record: (state, now) => {
    const written = here(state).filter((turn) => turn.purpose === 'record');
    const wrong = brokenCitations(state);
    if (written.length === 0 || (written.length === 1 && recordTurns(state).length === 1 && wrong.length > 0)) {
      const asks = wrong.map(
        ({ text, why }): Finding => ({ code: 'citation_failed', subject: null, seat: null, args: { text, why } }),
      );
      if (!state.artifacts.decision_log)
        return speak(state, now, [{ seat: seatOf(state.team, 'scribe'), purpose: 'record', asks }], () =>
          recordLog(state),
        );
    }
    return state.artifacts.decision_log ? leave(state) : recordLog(state);
  },
  tasks: (state, now) => {
    const given = here(state).filter((turn) => turn.purpose === 'tasks');
    const wrong = brokenItems(state);
    const items = () =>
      append({
        name: 'artifact-recorded',
        artifact: { kind: 'action_items', version: 1, items: composeItems(state) },
      });
    if (state.artifacts.action_items) return leave(state);
    if (given.length === 0 || (given.length === 1 && given[0]?.status === 'completed' && wrong.length > 0)) {
      const asks = wrong.map(
        ({ text, why }): Finding => ({ code: 'citation_failed', subject: null, seat: null, args: { text, why } }),
      );
      return speak(state, now, [{ seat: seatOf(state.team, 'integrator'), purpose: 'tasks', asks }], items);
    }
    return items();
  },
  close: (state, now) =>
    single(state, now, 'moderator', 'close', () => {
      const text = here(state).at(-1)?.answer?.summary;
      if (text && !state.artifacts.summary)
        return append({ name: 'artifact-recorded', artifact: { kind: 'summary', version: 1, text } });
      return finish(state);
    }),
};

function recordLog(state: RunState): Move {
  const log = composeLog(state);
  return append({ name: 'artifact-recorded', artifact: { kind: 'decision_log', version: log.version, log } });
}

/** Checks, asks each seat for what it owes, checks again: at most two passes of follow-ups, within the run's time and money. */
function gate(state: RunState, now: number): Move {
  const entered = state.phases.at(-1)?.seq ?? 0;
  const checked = state.gate && state.gate.checkedAt > entered ? state.gate : null;
  const followed = here(state).filter(
    (turn) =>
      turn.purpose === 'follow_up' &&
      checked &&
      turn.startedSeq > checked.checkedAt &&
      turn.asks.every((ask) => ask.args.request === undefined),
  );
  const pass = Math.min(maxChecks, (state.gate?.pass ?? 0) + 1);
  const check = () =>
    append({
      name: 'gate-checked',
      pass: state.team.protocol === 'panel' ? maxChecks : pass,
      findings: findings(state),
    });
  if (!checked) return poolIsStale(state) ? pool(state, []) : check();
  const owed = Map.groupBy(
    checked.findings.filter((one) => one.seat),
    (one) => one.seat ?? '',
  );
  if (checked.pass >= maxChecks || owed.size === 0) return leave(state);
  const next = [...owed].find(([seat]) => !followed.some((turn) => turn.seat === seat));
  const seat = state.team.seats.find((one) => one.id === next?.[0]);
  if (!seat || !next) {
    if (poolIsStale(state)) return pool(state, []);
    return state.pooledAt > checked.checkedAt ? leave(state) : check();
  }
  const reason = { code: `gate.${next[1][0]?.code ?? 'asked'}` };
  return speak(
    state,
    now,
    [
      {
        seat,
        purpose: 'follow_up',
        asks: next[1],
        selection: { seat: seat.id, reason, runnerUp: null, method: 'gate' },
      },
    ],
    () => leave(state),
  );
}
