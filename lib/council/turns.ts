import type { LoggedEvent, Usage } from './events';
import type { RunState, Turn } from './run';

/** Failed attempts, and attempts of any fate, after which a turn is given up. */
export const maxFailures = 3;
export const maxAttempts = 8;

export function startTurn(state: RunState, event: Extract<LoggedEvent, { name: 'turn-started' }>): RunState {
  const used = { ...state.used, attempts: state.used.attempts + 1 };
  const { turn, attempt, seat, purpose, model, standIn, reservation: reserved, asks } = event;
  const opened = {
    status: 'open',
    attempt,
    model,
    standIn,
    reserved,
    asks,
    startedAt: event.at,
    endedAt: null,
    retryAt: null,
  } as const;
  const closed = asks.reduce((s, ask) => closeRequest(s, ask.args.request), { ...state, used });
  if (closed.turns[turn - 1]) return changeTurn(closed, turn, (old) => ({ ...old, ...opened }));
  const phase = state.phases.at(-1);
  const fresh: Turn = {
    turn,
    seat,
    by: null,
    purpose,
    phase: phase?.phase ?? null,
    failures: 0,
    text: '',
    answer: null,
    marks: [],
    reason: null,
    activeAt: state.clock.activeMs,
    discarded: [],
    startedSeq: event.seq,
    ...opened,
  };
  const seatUse = closed.bySeat[seat] ?? { turns: 0, tokens: 0, microUsd: 0 };
  return {
    ...closed,
    turns: [...closed.turns, fresh],
    phases: phase ? closed.phases.with(-1, { ...phase, turns: [...phase.turns, turn] }) : closed.phases,
    bySeat: { ...closed.bySeat, [seat]: { ...seatUse, turns: seatUse.turns + 1 } },
  };
}

/** The turn of this number: in its place, but in a run that holds only what its record cites of a transcript. */
export function turnAt({ turns }: Pick<RunState, 'turns'>, n: number): Turn | undefined {
  const there = turns[n - 1];
  return there?.turn === n ? there : turns.find((one) => one.turn === n);
}

/** Takes in what somebody said in a meeting of people. */
export function citeTurn(state: RunState, event: Extract<LoggedEvent, { name: 'turn-cited' }>): RunState {
  const { turn, by, text, at, seq } = event;
  return { ...state, turns: [...state.turns, { ...said(turn, by, text, at, seq), phase: null, activeAt: 0 }] };
}

/** A turn of a person. */
export const said = (
  turn: number,
  by: Turn['by'],
  text: string,
  at: number,
  startedSeq: number,
): Omit<Turn, 'phase' | 'activeAt'> => ({
  turn,
  seat: null,
  by,
  purpose: 'say',
  status: 'completed',
  attempt: 1,
  failures: 0,
  retryAt: null,
  text,
  answer: null,
  marks: [],
  model: null,
  standIn: false,
  reserved: { tokens: 0, microUsd: 0 },
  asks: [],
  reason: null,
  startedAt: at,
  endedAt: at,
  startedSeq,
  discarded: [],
});

export function changeTurn(state: RunState, turn: number, change: (turn: Turn) => Turn): RunState {
  const old = state.turns[turn - 1];
  return old ? { ...state, turns: state.turns.with(turn - 1, change(old)) } : state;
}

export function discard(
  state: RunState,
  turn: number,
  attempt: number,
  reason: Turn['reason'] & object,
  again: boolean,
  at: number,
): RunState {
  return changeTurn(state, turn, (old) => ({
    ...old,
    status: again && attempt < maxAttempts ? 'retrying' : 'failed',
    retryAt: null,
    reason,
    endedAt: at,
    discarded: [...old.discarded, { attempt, reason }],
  }));
}

/** Books what an attempt used and frees its reservation. */
export function charge(state: RunState, turn: number, usage: Usage): RunState {
  const seat = state.turns[turn - 1]?.seat;
  const tokens = usage.inputTokens + usage.outputTokens;
  const freed = changeTurn(state, turn, (old) => ({ ...old, reserved: { tokens: 0, microUsd: 0 } }));
  const use = seat ? (freed.bySeat[seat] ?? { turns: 0, tokens: 0, microUsd: 0 }) : null;
  return {
    ...freed,
    used: { ...freed.used, tokens: freed.used.tokens + tokens, microUsd: freed.used.microUsd + usage.microUsd },
    bySeat:
      seat && use
        ? { ...freed.bySeat, [seat]: { ...use, tokens: use.tokens + tokens, microUsd: use.microUsd + usage.microUsd } }
        : freed.bySeat,
  };
}

/** A person's request (handoff, alternatives, risks) is met once a turn names it. */
export function closeRequest(state: RunState, request: string | number | undefined): RunState {
  if (request === undefined) return state;
  return { ...state, controls: state.controls.map((one) => (one.request === request ? { ...one, open: false } : one)) };
}
