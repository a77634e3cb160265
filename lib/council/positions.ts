import { claimsFor } from './ledger';
import type { Position, RunState } from './run';
import { count } from './tally';

/** A seat's first stand (`from` null) or its move from one alternative to another. */
export interface Stand extends Position {
  from: string | null;
  /** Turns of others since the old stand that speak for the move. */
  citing: number[];
  /** It joined the majority, and nothing said since its old stand speaks for that. */
  conforms: boolean;
}

/** Kept by position, which a pool renews where it gets another id: what speaks for a move was said before it, so that no later turn changes it. */
const ledger = new WeakMap<Position, Stand | 'same'>();

/** Who stood for what and when, in the order it was said; a stand that is only repeated is no entry. */
export function stands(state: RunState): Stand[] {
  const now = new Map<string, Position>();
  return state.positions.flatMap((one): Stand[] => {
    const stand = ledger.get(one) ?? standOf(state, now, one);
    ledger.set(one, stand);
    now.set(one.seat, one);
    return stand === 'same' ? [] : [stand];
  });
}

/** `now`: where the seats stood before. */
function standOf(state: RunState, now: ReadonlyMap<string, Position>, one: Position): Stand | 'same' {
  const old = now.get(one.seat);
  if (!old) return { ...one, from: null, citing: [], conforms: false };
  if (old.alternative === one.alternative) return 'same';
  const citing = evidenceFor(state, old, one);
  const others = [...now.values()].filter((other) => other.seat !== one.seat);
  const majority = ballotLeader(state, one.turn) ?? count(others).leader;
  const conforms = citing.length === 0 && one.alternative === majority;
  return { ...one, from: old.alternative, citing, conforms };
}

/** Moves of the current phase that still have to be flagged. */
export function unflagged(state: RunState): { seat: string; turn: number; from: string; to: string }[] {
  const here = state.phases.at(-1)?.turns ?? [];
  return stands(state).flatMap(({ conforms, seat, turn, from, alternative: to }) => {
    const owed = conforms && from !== null && here.includes(turn) && !state.flags.some((one) => one.turn === turn);
    return owed ? [{ seat, turn, from, to }] : [];
  });
}

/** The majority of the ballot that a vote belongs to; an empty name where it has none. Null: no vote. */
function ballotLeader(state: RunState, turn: number): string | null {
  if (state.turns[turn - 1]?.purpose !== 'ballot') return null;
  const phase = state.phases.find((one) => one.turns.includes(turn));
  return count(state.positions.filter((one) => phase?.turns.includes(one.turn))).leader ?? '';
}

/**
 * Turns of others between two stands of a seat that speak for its move: for the new one, against the old one, or in
 * answer to its own objection. That others agree is no evidence, nor is what everybody had drafted before.
 */
function evidenceFor(state: RunState, old: Position, to: Position): number[] {
  const between = (turn: number) =>
    turn > old.turn &&
    turn < to.turn &&
    state.turns[turn - 1]?.seat !== old.seat &&
    state.turns[turn - 1]?.purpose !== 'draft';
  const said = (id: string, stance: 'pro' | 'con') =>
    claimsFor(state, id).flatMap((one) => (one.stance === stance ? [one.turn] : []));
  const turns = [
    ...said(to.alternative, 'pro'),
    ...said(old.alternative, 'con'),
    ...state.objections.filter((one) => one.alternative === old.alternative).map((one) => one.turn),
    ...state.objections
      .filter((one) => one.seat === old.seat && one.alternative === to.alternative)
      .flatMap((one) => one.answeredBy),
  ];
  return [...new Set(turns.filter(between))].sort((a, b) => a - b);
}
