import type { Purpose } from './answers.schema';
import { deadlineFor, modelKey, overdrawn, reservationFor } from './budget';
import { endReason } from './endings';
import type { Finding, MoveEvent, Reason } from './events';
import { append, inClosing, type Move, mayStartMore, unheard, waiting } from './move';
import type { RunState, Turn } from './run';
import type { Selection } from './selectors';
import type { ModelRef, Seat } from './team.schema';

/** Turns that are owed another attempt: now, later, or never when nothing is left to pay it. */
export function retries(state: RunState, now: number, stop: boolean): Move | null {
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

/** What no further attempt at the same model would mend. */
const broken = new Set([
  'model.key_refused',
  'model.key_unreadable',
  'model.not_found',
  'model.breaker_open',
  'model.not_configured',
  'model.disconnected',
  'model.private_address',
]);

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
export function speak(state: RunState, now: number, wishes: Wish[], otherwise: () => Move): Move {
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
