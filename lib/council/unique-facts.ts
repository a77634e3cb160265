import { factTexts } from './citations';
import { occurs } from './folding';
import { foundedAnswer } from './own-claims';
import type { RunState, Turn, UniqueFact } from './run';
import { stems } from './similarity';

/** Share of a fact's words that a turn must hold to have voiced it. */
const most = 0.6;
/** Turns of these purposes reach the others while they can still think again. */
const open = new Set<Turn['purpose']>(['draft', 'review', 'discuss', 'premortem', 'follow_up', 'say']);
/** Of its own, a seat voices a fact to all only after the drafts, which nobody saw while writing theirs. */
const aloud = new Set<Turn['purpose']>(['discuss', 'premortem', 'follow_up']);

/** Whether each turn voices each fact: both stay as they are, so that every pair is looked at once. */
const heard = new WeakMap<object, WeakMap<UniqueFact, boolean>>();

/** Turns that told the others what only one seat knew, in order; empty: it was never voiced. */
export const voicedBy = (state: RunState, fact: UniqueFact): number[] =>
  state.turns.flatMap((turn) => (tells(state, turn, fact) ? [turn.turn] : []));

function tells(state: RunState, turn: Turn, fact: UniqueFact): boolean {
  const counts = turn.seat === fact.seat ? turn.turn > fact.turn && aloud.has(turn.purpose) : open.has(turn.purpose);
  if (!counts || turn.status !== 'completed' || turn.turn === fact.turn) return false;
  const key = turn.answer ?? turn;
  const pairs = heard.get(key) ?? new WeakMap<UniqueFact, boolean>();
  heard.set(key, pairs);
  const voiced = pairs.get(fact) ?? voices(state, turn.text, fact);
  pairs.set(fact, voiced);
  return voiced;
}

function voices(state: RunState, text: string, fact: UniqueFact): boolean {
  if (occurs(text, fact.quote)) return true;
  if (fact.fact !== null && names(text, fact.fact)) return true;
  const said = stems(text);
  const shares = (words: string) => {
    const wanted = [...stems(words).keys()];
    return wanted.length > 2 && wanted.filter((word) => said.has(word)).length >= most * wanted.length;
  };
  return shares(fact.text) || (fact.fact !== null && shares(factTexts(state.agenda)[fact.fact - 1] ?? ''));
}

const names = (text: string, fact: number): boolean =>
  new RegExp(`(?:fact|факт[а-я]*) ${fact}(?!\\d)`, 'iu').test(text);

/** Unique facts that nobody has voiced yet. */
export const unvoiced = (state: RunState): UniqueFact[] =>
  state.uniqueFacts.filter((fact) => !state.turns.some((turn) => tells(state, turn, fact)));

/** Whether the seat's own first position rests on the fact: then the council must not decide without having heard it. */
function decisive(state: RunState, fact: UniqueFact): boolean {
  const answer = state.turns[fact.turn - 1]?.answer;
  const options = answer ? (foundedAnswer(answer).alternatives ?? []) : [];
  return options
    .flatMap((one) => [...one.pros, ...one.cons])
    .some((claim) => occurs(claim.quote, fact.quote) || occurs(fact.quote, claim.quote));
}

/** Decisive facts that nobody has told, of seats that have not had the floor since, so that asking can still help. */
export function owedFacts(state: RunState): UniqueFact[] {
  const spoke = new Map(state.turns.flatMap((turn) => (turn.purpose === 'discuss' ? [[turn.seat, turn.turn]] : [])));
  const owed = state.uniqueFacts.filter((fact) => (spoke.get(fact.seat) ?? 0) < fact.turn && decisive(state, fact));
  return owed.filter((fact) => !state.turns.some((turn) => tells(state, turn, fact)));
}
