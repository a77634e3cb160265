import { citableFacts } from './agenda';
import type { RunState } from './run';

/** White space and quotation marks folded, nothing else. */
export function foldQuote(text: string): string {
  return text
    .replace(/[«»“”„‟"'‘’‚‹›`]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

export interface Cited {
  turns: number[];
  facts: number[];
  quote: string;
}

/** Why a citation does not hold, or null: its turns and facts exist, and the quote occurs in one of them. */
export function citationProblem(
  state: RunState,
  cited: Cited,
): 'no_source' | 'unknown_turn' | 'unknown_fact' | 'quote_not_found' | null {
  const facts = citableFacts(state.agenda);
  if (cited.turns.length + cited.facts.length === 0) return 'no_source';
  if (cited.turns.some((n) => state.turns[n - 1]?.status !== 'completed')) return 'unknown_turn';
  if (cited.facts.some((n) => !facts[n - 1])) return 'unknown_fact';
  const quote = foldQuote(cited.quote);
  const texts = [
    ...cited.turns.map((n) => state.turns[n - 1]?.text ?? ''),
    ...cited.facts.map((n) => facts[n - 1]?.text ?? ''),
  ];
  return quote && texts.some((text) => foldQuote(text).includes(quote)) ? null : 'quote_not_found';
}
