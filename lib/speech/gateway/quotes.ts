import { citableFacts } from '../../council/agenda';
import type { Answer } from '../../council/answers.schema';
import { type Folded, findQuote as find, foldPlaces as fold } from '../../council/find-quote';
import { unfoundedIn } from '../../council/own-claims';
import type { RunState } from '../../council/run';
import { nearestSentence } from '../../council/sentences';

/** Fields whose quotes come from other turns or from the agenda. */
const cited = new Set(['rationale', 'rejections', 'causes', 'items']);

/**
 * Makes the quotes of an answer's own text verbatim: found with other white space or quotation marks, one is replaced
 * by the text's own characters; else by the nearest sentence. What nobody said stays as it is: `misquotes` names it,
 * the model is asked once, and then the council's ledger leaves it out with its reason.
 */
export function groundQuotes(answer: Answer): Answer {
  const source = fold(answer.text);
  const entries = Object.entries(answer).map(([key, value]) => [key, cited.has(key) ? value : walk(value, source)]);
  return asAnswer(Object.fromEntries(entries));
}

/** Claims of an answer whose quote its own text does not hold, each with what to do about it. */
export const misquotes = (answer: Answer): string[] =>
  unfoundedIn(answer)
    .filter((one) => one.why === 'quote_not_found')
    .map(({ quote }) => `quote "${quote.slice(0, 120)}": not in "text"; copy words of "text", or leave the item out`);

/**
 * Does the same for quotes of others: in the turns and facts that the item cites, else wherever the words stand,
 * correcting the citation. What quotes nobody is left for the council's own check of the record.
 */
export function groundCitations(answer: Answer, state: RunState): Answer {
  if (!answer.rationale && !answer.rejections && !answer.causes && !answer.items) return answer;
  const sources = [
    ...state.turns
      .filter((turn) => turn.status === 'completed' && turn.text)
      .map((turn) => ({ turn: turn.turn, text: turn.text })),
    ...citableFacts(state.agenda).map((fact) => ({ fact: fact.n, text: fact.text })),
  ].map((source) => ({ ...source, folded: fold(source.text) }));

  const ground = <T extends { turns: number[]; facts: number[]; quote: string }>(items: T[]): T[] =>
    items.map((item) => {
      const named = sources.filter((one) =>
        'turn' in one ? item.turns.includes(one.turn) : item.facts.includes(one.fact),
      );
      const exact = [...named, ...sources].find((one) => find(item.quote, one.folded) !== null);
      const source = exact ?? named.find((one) => nearestSentence(one.text, item.quote) !== null);
      const quote = source && (find(item.quote, source.folded) ?? nearestSentence(source.text, item.quote));
      if (!source || !quote) return item;
      const turns = known(
        item.turns,
        sources.flatMap((one) => ('turn' in one ? [one.turn] : [])),
      );
      const facts = known(
        item.facts,
        sources.flatMap((one) => ('fact' in one ? [one.fact] : [])),
      );
      if ('turn' in source && !turns.includes(source.turn)) turns.unshift(source.turn);
      if ('fact' in source && !facts.includes(source.fact)) facts.unshift(source.fact);
      return { ...item, quote, turns: turns.slice(0, 8), facts: facts.slice(0, 8) };
    });

  return {
    ...answer,
    ...(answer.rationale && { rationale: ground(answer.rationale) }),
    ...(answer.rejections && { rejections: ground(answer.rejections) }),
    ...(answer.causes && { causes: ground(answer.causes) }),
    ...(answer.items && { items: ground(answer.items) }),
  };
}

const known = (given: number[], there: number[]): number[] => [...new Set(given)].filter((n) => there.includes(n));

function walk(value: unknown, source: Folded): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, source));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    key === 'quote' && typeof one === 'string'
      ? (find(one, source) ?? nearestSentence(source.text, one) ?? one)
      : walk(one, source),
  ]);
  return Object.fromEntries(entries);
}

/** Guarantee: `walk` changes nothing but the words of quotes. */
const asAnswer = (value: Record<string, unknown>): Answer => value as Answer;
