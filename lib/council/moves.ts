import type { Purpose } from './answers.schema';
import { deadlineFor, modelKey, overdrawn, reservationFor } from './budget';
import { composeItems } from './compose-items';
import { brokenCitations, composeLog, recordTurns } from './compose-log';
import { answerControls } from './control-moves';
import { endings, endReason } from './endings';
import type { Finding, MoveEvent, Phase, Reason } from './events';
import { findings } from './policy';
import { pooled } from './pool';
import { closingPhases, contested, floorTurns, maxChecks, nextPhase, openObjections, poolIsStale } from './protocol';
import type { Position, RunState, Turn } from './run';
import { handoffOf, type Selection, select } from './selectors';
import { ballots, count, experts, positionsNow, seatOf } from './tally';
import type { ModelRef, Seat } from './team.schema';
import { boxLeftMs, boxOf } from './timeboxes';

/**
 * What the driver does next. `append`: these events, all or nothing; it then makes the call of every `turn-started`
 * and aborts that of every `turn-discarded`. `wait`: for an open turn, a control or `until` (ms since 1970).
 * `rest`: nothing to drive until somebody asks.
 */
export type Move = { kind: 'append'; events: MoveEvent[] } | { kind: 'wait'; until: number | null } | { kind: 'rest' };

const append = (...events: MoveEvent[]): Move => ({ kind: 'append', events });
const waiting: Move = { kind: 'wait', until: null };

/** The next move of a run. Pure: `now` (ms since 1970, the database's clock) and everything else is data. */
export function decide(state: RunState, now: number): Move {
  if (state.status === 'finished' || state.status === 'queued') return { kind: 'rest' };
  const controls = answerControls(state);
  if (controls) return append(...controls);
  if (state.status === 'paused') return { kind: 'rest' };
  const open = state.turns.filter((turn) => turn.status === 'open');
  if (state.status === 'pausing') {
    const asked = state.controls.findLast((one) => one.control.control === 'pause' && one.state === 'applied');
    return open.length > 0 || !asked ? waiting : append({ name: 'run-paused', by: asked.by });
  }
  const verdict = endings(state, now);
  if (verdict.kind !== 'continue' && !state.wrapUp && !inClosing(state)) {
    return append({ name: 'wrap-up-started', reason: verdict.reason });
  }
  const retry = retries(state, now, verdict.kind === 'stop');
  if (retry) return retry;
  if (open.length > 0 && !mayStartMore(state)) return waiting;
  const phase = state.phases.at(-1)?.phase;
  if (state.wrapUp && !inClosing(state)) return open.length > 0 ? waiting : leave(state);
  if (phase === undefined)
    return enter(state, state.team.protocol === 'panel' ? 'panel' : 'frame', { code: 'phase.started' });
  const asked = open.length === 0 ? personAsks(state, now) : null;
  return asked ?? inPhase[phase](state, now);
}

const inClosing = (state: RunState) => closingPhases.includes(state.phases.at(-1)?.phase ?? 'frame');
const parallel: readonly Phase[] = ['drafts', 'review', 'ballot'];
const mayStartMore = (state: RunState) => parallel.includes(state.phases.at(-1)?.phase ?? 'frame') && !state.wrapUp;

function enter(state: RunState, phase: Phase, reason: Reason): Move {
  return append({ name: 'phase-entered', phase, reason, ...boxOf(state.agenda, state.team, phase) });
}

/** Leaves the current phase: closes what it owes, then enters what is missing next. */
function leave(state: RunState, reason: Reason = { code: 'phase.done' }): Move {
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

function pool(state: RunState, joins: { keep: string; join: string }[]): Move {
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

function finish(state: RunState): Move {
  const log = state.artifacts.decision_log?.log;
  const outcome = log?.status === 'proposed' ? 'decided' : 'escalated';
  return append({
    name: 'run-finished',
    outcome,
    reason: state.wrapUp ?? { code: outcome === 'decided' ? 'end.decided' : 'end.missing' },
  });
}

/** Turns that are owed another attempt: now, later, or never when nothing is left to pay it. */
function retries(state: RunState, now: number, stop: boolean): Move | null {
  const owed = state.turns.flatMap(({ purpose, ...turn }) =>
    turn.status === 'retrying' && purpose !== 'say' ? [{ ...turn, purpose }] : [],
  );
  if (owed.length === 0) return null;
  const closing = inClosing(state);
  if (stop || (state.wrapUp && !closing))
    return append(...owed.map((turn) => giveUp(turn, { code: 'turn.no_budget' })));
  const due = owed.find((turn) => (turn.retryAt ?? 0) <= now);
  if (!due) {
    if (mayStartMore(state) && unheard(state, owed[0]?.purpose ?? 'draft').length > 0) return null;
    const next = owed.reduce((a, b) => ((a.retryAt ?? 0) <= (b.retryAt ?? 0) ? a : b));
    const until = next.retryAt ?? now;
    const late = overdrawn(state, until, closing, { tokens: 0, microUsd: 0 });
    return late ? append(giveUp(next, endReason(late))) : { kind: 'wait', until };
  }
  const model = modelOf(state, due);
  const short = overdrawn(state, now, closing, reservationFor(state, model.model, due.purpose));
  if (short) return append(giveUp(due, endReason(short)));
  return append(
    start(state, now, {
      turn: due.turn,
      attempt: due.attempt + 1,
      seat: due.seat ?? '',
      purpose: due.purpose,
      asks: due.asks,
      ...model,
    }),
  );
}

function giveUp(turn: Pick<Turn, 'turn' | 'attempt'>, reason: Reason): MoveEvent {
  return {
    name: 'turn-discarded',
    turn: turn.turn,
    attempt: turn.attempt,
    reason,
    again: false,
    charged: { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true },
  };
}

const broken = new Set(['model.key_refused', 'model.not_found', 'model.breaker_open', 'model.not_configured']);

/** Another seat's model that could speak in this one's place, if any. */
export function standInFor(state: RunState, seat: Seat): ModelRef | null {
  return state.team.seats.find((one) => modelKey(one.model) !== modelKey(seat.model))?.model ?? null;
}

/** The seat's own model; a stand-in once it failed twice, or can't work at all. */
function modelOf(
  state: RunState,
  turn: Pick<Turn, 'seat' | 'failures' | 'reason'>,
): { model: ModelRef; standIn: boolean } {
  const seat = state.team.seats.find((one) => one.id === turn.seat);
  if (!seat) throw new Error(`No seat ${turn.seat}`);
  const other =
    turn.failures >= 2 || (turn.failures > 0 && broken.has(turn.reason?.code ?? '')) ? standInFor(state, seat) : null;
  return other ? { model: other, standIn: true } : { model: seat.model, standIn: false };
}

interface Call {
  turn: number;
  attempt: number;
  seat: string;
  purpose: Purpose;
  model: ModelRef;
  standIn: boolean;
  asks: Finding[];
}

function start(state: RunState, now: number, call: Call): MoveEvent {
  return {
    name: 'turn-started',
    ...call,
    reservation: reservationFor(state, call.model, call.purpose),
    deadlineMs: deadlineFor(state, now, inClosing(state)),
  };
}

interface Wish {
  seat: Seat;
  purpose: Purpose;
  asks?: Finding[];
  selection?: Selection;
}

/** Starts as many of the wished turns as the budget holds; with none affordable the run wraps up, or its record is left to code. */
function speak(state: RunState, now: number, wishes: Wish[], otherwise: () => Move): Move {
  const closing = inClosing(state);
  const ahead = { attempts: 0, tokens: 0, microUsd: 0 };
  const events: MoveEvent[] = [];
  let short = null;
  for (const { seat, purpose, asks = [], selection } of wishes) {
    const booked = reservationFor(state, seat.model, purpose);
    short = overdrawn(state, now, closing, booked, ahead);
    if (short) break;
    if (selection) events.push({ name: 'speaker-selected', purpose, ...selection });
    events.push(
      start(state, now, {
        turn: state.turns.length + 1 + ahead.attempts,
        attempt: 1,
        seat: seat.id,
        purpose,
        model: seat.model,
        standIn: false,
        asks,
      }),
    );
    ahead.attempts += 1;
    ahead.tokens += booked.tokens;
    ahead.microUsd += booked.microUsd;
  }
  if (events.length > 0) return append(...events);
  if (state.turns.some((turn) => turn.status === 'open')) return waiting;
  if (short && !closing) return append({ name: 'wrap-up-started', reason: endReason(short) });
  return otherwise();
}

/** Turns of the current phase's record. */
const here = (state: RunState): Turn[] => (state.phases.at(-1)?.turns ?? []).flatMap((n) => state.turns[n - 1] ?? []);
const unheard = (state: RunState, purpose: Purpose): Seat[] =>
  experts(state.team).filter((seat) => !here(state).some((turn) => turn.seat === seat.id && turn.purpose === purpose));
const boxSpent = (state: RunState, now: number) => boxLeftMs(state, now) <= 0;

/**
 * A person's request for an alternative or a risk, once no turn is open and the pool exists; at the gate, which has no
 * floor, also an expert's answer that a person asked for.
 */
function personAsks(state: RunState, now: number): Move | null {
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

const inPhase: Record<Phase, (state: RunState, now: number) => Move> = {
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
    const settled = unheard(state, 'discuss').length === 0 && openObjections(state).length === 0;
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
  tasks: (state, now) =>
    single(state, now, 'integrator', 'tasks', () => {
      if (state.artifacts.action_items) return leave(state);
      return append({
        name: 'artifact-recorded',
        artifact: { kind: 'action_items', version: 1, items: composeItems(state) },
      });
    }),
  close: (state, now) =>
    single(state, now, 'moderator', 'close', () => {
      const text = here(state).at(-1)?.answer?.summary;
      if (text && !state.artifacts.summary)
        return append({ name: 'artifact-recorded', artifact: { kind: 'summary', version: 1, text } });
      return finish(state);
    }),
};

const recordLog = (state: RunState): Move =>
  append({ name: 'artifact-recorded', artifact: { kind: 'decision_log', version: 1, log: composeLog(state) } });

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
