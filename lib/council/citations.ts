import { citableFacts } from './agenda';
import type { Agenda } from './agenda.schema';
import { occurs } from './folding';
import type { RunState } from './run';
import { turnAt } from './turns';

export { foldQuote } from './folding';

export interface Cited {
  turns: number[];
  facts: number[];
  quote: string;
}

export type CitationProblem = 'no_source' | 'unknown_turn' | 'unknown_fact' | 'quote_not_found';

const facts = new WeakMap<Agenda, string[]>();
/** Texts of what an agenda lets claims cite; fact n stands at n - 1. */
export function factTexts(agenda: Agenda): string[] {
  const known = facts.get(agenda) ?? citableFacts(agenda).map((fact) => fact.text);
  facts.set(agenda, known);
  return known;
}

/** Why a citation does not hold, or null: its turns and facts exist, and the quote occurs in one of them. */
export function citationProblem(state: RunState, cited: Cited): CitationProblem | null {
  const citable = factTexts(state.agenda);
  if (cited.turns.length + cited.facts.length === 0) return 'no_source';
  if (cited.turns.some((n) => turnAt(state, n)?.status !== 'completed')) return 'unknown_turn';
  if (cited.facts.some((n) => citable[n - 1] === undefined)) return 'unknown_fact';
  const found =
    cited.turns.some((n) => occurs(turnAt(state, n)?.text ?? '', cited.quote)) ||
    cited.facts.some((n) => occurs(citable[n - 1] ?? '', cited.quote));
  return found ? null : 'quote_not_found';
}

/** Whether a seat's own claim stands on its own words. A text that was erased or is still secret proves nothing either way. */
export const grounded = (text: string, quote: string): boolean => text === '' || occurs(text, quote);
