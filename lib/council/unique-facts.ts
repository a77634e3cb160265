import { factTexts, grounded } from './citations';
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
export function voicedBy(state: RunState, fact: UniqueFact): number[] {
  return state.turns.flatMap((turn) => {
    const counts = turn.seat === fact.seat ? turn.turn > fact.turn && aloud.has(turn.purpose) : open.has(turn.purpose);
    if (!counts || turn.status !== 'completed' || turn.turn === fact.turn) return [];
    const key = turn.answer ?? turn;
    const pairs = heard.get(key) ?? new WeakMap<UniqueFact, boolean>();
    heard.set(key, pairs);
    const voiced = pairs.get(fact) ?? voices(state, turn.text, fact);
    pairs.set(fact, voiced);
    return voiced ? [turn.turn] : [];
  });
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
  state.uniqueFacts.filter((fact) => voicedBy(state, fact).length === 0);

/** An unvoiced fact that its seat's own first position rests on: the council must not decide without having heard it. */
export function decisive(state: RunState): UniqueFact[] {
  return unvoiced(state).filter((fact) => {
    const answer = state.turns[fact.turn - 1]?.answer;
    const claims = answer
      ? (foundedAnswer(answer).alternatives ?? []).flatMap((one) => [...one.pros, ...one.cons])
      : [];
    return claims.some((claim) => grounded(claim.quote, fact.quote) || grounded(fact.quote, claim.quote));
  });
}

/** Decisive facts of seats that have not had the floor since, so that asking can still help. */
export const owedFacts = (state: RunState): UniqueFact[] =>
  decisive(state).filter(
    (fact) =>
      !state.turns.some((turn) => turn.seat === fact.seat && turn.turn > fact.turn && turn.purpose === 'discuss'),
  );
