import { erase } from './erase';
import type { LoggedEvent } from './events';
import { changeExport } from './exports';
import { applyControl, contribute, poolAlternatives } from './ledger';
import { changeRecord } from './record';
import type { RunState } from './run';
import { changeTurn, charge, citeTurn, closeRequest, discard, maxAttempts, maxFailures, startTurn } from './turns';

type Created = Extract<LoggedEvent, { name: 'run-created' }>;

/** The state of a run of which only `run-created` has happened. */
export function initialState(created: Created): RunState {
  const { agenda, team, runId, meetingId, seed, prices, people, earlier, parentRun, note, previous, criteria } =
    created;
  return {
    runId,
    meetingId,
    agenda,
    team,
    seed,
    prices,
    connected: created.connected ?? [],
    people,
    earlier,
    parentRun,
    note,
    previous,
    criteria,
    head: created.seq,
    epoch: created.epoch,
    status: 'queued',
    outcome: null,
    endReason: null,
    clock: { activeMs: 0, lastAt: null, lastEpoch: 0 },
    phases: [],
    turns: [],
    alternatives: [],
    claims: [],
    scores: [],
    objections: [],
    risks: [],
    uniqueFacts: [],
    positions: [],
    pooledAt: 0,
    ballot: null,
    flags: [],
    gate: null,
    selected: null,
    used: { attempts: 0, tokens: 0, microUsd: 0 },
    bySeat: {},
    extendedMs: 0,
    controls: [],
    comments: [],
    wrapUp: null,
    changes: [],
    artifacts: {},
    recorded: [],
    tools: [],
    exports: [],
    erased: [],
  };
}

/** Folds a whole log. @throws if it does not begin with `run-created`. */
export function fold(events: Iterable<LoggedEvent>): RunState {
  let state: RunState | null = null;
  for (const event of events) {
    if (state) state = evolve(state, event);
    else if (event.name === 'run-created') state = initialState(event);
    else throw new Error(`A log begins with run-created, not ${event.name}`);
  }
  if (!state) throw new Error('An empty log has no state');
  return state;
}

const peopleEvents = new Set<LoggedEvent['name']>(['control-requested', 'comment-added', 'run-created']);

/** Adds the time since the driver's last event, when the run's clock ran and the same driver wrote both. */
function tick(state: RunState, event: LoggedEvent): RunState {
  const seen = { ...state, head: event.seq, epoch: event.epoch };
  if (peopleEvents.has(event.name)) return seen;
  const { lastAt, lastEpoch, activeMs } = state.clock;
  const runs = state.status === 'running' || state.status === 'pausing' || state.status === 'wrapping_up';
  const gap = runs && lastAt !== null && lastEpoch === event.epoch ? Math.max(0, event.at - lastAt) : 0;
  const phases =
    gap > 0 && state.phases.length > 0 ? state.phases.with(-1, grow(state.phases.at(-1), gap)) : state.phases;
  return { ...seen, phases, clock: { activeMs: activeMs + gap, lastAt: event.at, lastEpoch: event.epoch } };
}

function grow(record: RunState['phases'][number] | undefined, gap: number): RunState['phases'][number] {
  if (!record) throw new Error('No phase to grow');
  return { ...record, activeMs: record.activeMs + gap };
}

/** The only way from one state to the next; pure, shared by server, browser, replay and tests. Skips repeats. */
export function evolve(before: RunState, event: LoggedEvent): RunState {
  if (event.seq <= before.head) return before;
  const state = tick(before, event);
  switch (event.name) {
    case 'run-created':
      return state;
    case 'run-started':
      return { ...state, status: 'running' };
    case 'run-taken-over':
      return event.discarded.reduce(
        (s, { turn, attempt, charged }) =>
          charge(discard(s, turn, attempt, { code: 'turn.taken_over' }, true, event.at), turn, charged),
        state,
      );
    case 'phase-entered':
      return {
        ...state,
        phases: [
          ...state.phases,
          {
            phase: event.phase,
            seq: event.seq,
            reason: event.reason,
            item: event.item,
            boxMs: event.boxMs,
            activeMs: 0,
            turns: [],
          },
        ],
      };
    case 'speaker-selected': {
      const { seat, purpose, reason, runnerUp, method } = event;
      return {
        ...closeRequest(state, reason.args?.request),
        selected: { seat, purpose, reason, runnerUp, method, seq: event.seq },
      };
    }
    case 'turn-started':
      return startTurn(state, event);
    case 'turn-cited':
      return citeTurn(state, event);
    case 'turn-completed': {
      const done = changeTurn(state, event.turn, (turn) => ({
        ...turn,
        status: 'completed',
        text: event.answer.text,
        answer: event.answer,
        marks: event.marks,
        model: event.model,
        endedAt: event.at,
        reason: null,
        retryAt: null,
      }));
      return contribute(done, event.turn, event.answer);
    }
    case 'turn-failed':
      return changeTurn(state, event.turn, (turn) => {
        const failures = turn.failures + 1;
        const over = event.retryAt === null || failures >= maxFailures || turn.attempt >= maxAttempts;
        return {
          ...turn,
          failures,
          status: over ? 'failed' : 'retrying',
          reason: event.reason,
          retryAt: over ? null : event.retryAt,
          endedAt: event.at,
        };
      });
    case 'turn-discarded':
      return charge(
        discard(state, event.turn, event.attempt, event.reason, event.again, event.at),
        event.turn,
        event.charged,
      );
    case 'usage-recorded':
      return charge(state, event.turn, event.usage);
    case 'tool-called': {
      const { turn, thread, tool, stage, arguments: args, result } = event;
      const at = state.tools.findLastIndex((one) => one.thread === thread);
      const stages = [...(state.tools[at]?.stages ?? []), { stage, at: event.at }];
      const call = { turn, thread, tool, stage, stages, arguments: args, result };
      return { ...state, tools: at < 0 ? [...state.tools, call] : state.tools.with(at, call) };
    }
    case 'alternatives-pooled':
      return poolAlternatives(state, event.alternatives, event.seq);
    case 'gate-checked':
      return { ...state, gate: { pass: event.pass, findings: event.findings, checkedAt: event.seq } };
    case 'ballot-closed': {
      const { votes, majority, weighted, leader } = event;
      const revealed = votes.reduce(
        (s, vote) => changeTurn(s, vote.turn, (turn) => ({ ...turn, text: vote.text })),
        state,
      );
      const positions = votes.map(({ turn, seat, alternative, confidence, because }) => ({
        turn,
        seat,
        alternative,
        confidence,
        because,
      }));
      return {
        ...revealed,
        positions: [...state.positions, ...positions],
        ballot: { votes, majority, weighted, leader, closedAt: event.seq },
      };
    }
    case 'conformity-flagged': {
      const { seat, turn, from, to } = event;
      return { ...state, flags: [...state.flags, { seat, turn, from, to }] };
    }
    case 'control-requested': {
      const { control, by, seq, at } = event;
      return {
        ...state,
        controls: [...state.controls, { request: seq, control, by, at, state: 'pending', reason: null, open: false }],
      };
    }
    case 'control-applied':
      return applyControl(state, event);
    case 'control-refused':
      return {
        ...state,
        controls: state.controls.map((one) =>
          one.request === event.request ? { ...one, state: 'refused', reason: event.reason } : one,
        ),
      };
    case 'comment-added': {
      const { seq, at, by, text } = event;
      return { ...state, comments: [...state.comments, { seq, at, by, text, private: event.private }] };
    }
    case 'run-paused':
      return { ...state, status: 'paused' };
    case 'run-resumed':
      return { ...state, status: state.wrapUp ? 'wrapping_up' : 'running' };
    case 'wrap-up-started':
      return { ...state, wrapUp: event.reason, status: state.status === 'paused' ? 'paused' : 'wrapping_up' };
    case 'artifact-recorded': {
      const { kind, version } = event.artifact;
      return {
        ...state,
        artifacts: { ...state.artifacts, [kind]: event.artifact },
        recorded: [...state.recorded, { seq: event.seq, kind, version }],
      };
    }
    case 'run-finished':
      return { ...state, status: 'finished', outcome: event.outcome, endReason: event.reason };
    case 'decision-revised':
    case 'decision-accepted':
    case 'decision-rejected':
    case 'decision-deferred':
    case 'decision-sent-back':
    case 'decision-superseded':
    case 'task-changed':
      return changeRecord(state, event);
    case 'export-requested':
    case 'export-started':
    case 'export-progressed':
    case 'export-failed':
    case 'export-cancelled':
    case 'export-delivered':
    case 'export-read':
      return { ...state, exports: changeExport(state.exports, event) };
    case 'text-erased':
      return erase(state, event);
    default:
      return unknown(event);
  }
}

function unknown(event: never): never {
  throw new Error(`evolve does not know ${JSON.stringify(event)}`);
}
