import { citableFacts } from '../../council/agenda';
import type { Answer } from '../../council/answers.schema';
import type { RunState } from '../../council/run';

/** Fields whose quotes come from other turns or from the agenda. */
const cited = new Set(['rationale', 'rejections', 'items']);
/** Share of a quote's words that a sentence must hold to stand in for it. */
const near = 0.6;

/**
 * Makes every quote of an answer's own text verbatim: found with other white space or quotation marks, it is
 * replaced by the text's own characters; else by the nearest sentence; else the item is dropped.
 */
export function groundQuotes(answer: Answer): Answer {
  const source = fold(answer.text);
  const entries = Object.entries(answer).map(([key, value]) => [key, cited.has(key) ? value : walk(value, source)]);
  return asAnswer(Object.fromEntries(entries));
}

/**
 * Does the same for quotes of others: in the turns and facts that the item cites, else wherever the words stand,
 * correcting the citation. An item that quotes nobody is dropped.
 */
export function groundCitations(answer: Answer, state: RunState): Answer {
  if (!answer.rationale && !answer.rejections && !answer.items) return answer;
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
      const source = exact ?? named.find((one) => nearest(item.quote, one.folded) !== null);
      const quote = source && (find(item.quote, source.folded) ?? nearest(item.quote, source.folded));
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
    ...(answer.items && { items: ground(answer.items) }),
  };
}

const known = (given: number[], there: number[]): number[] => [...new Set(given)].filter((n) => there.includes(n));

interface Folded {
  text: string;
  folded: string;
  /** Place in `text` of each unit of `folded`. */
  places: number[];
}

function fold(text: string): Folded {
  let folded = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const next = /\s/.test(char)
      ? ' '
      : /[«»“”„‟"'’‘‚`]/.test(char)
        ? '"'
        : /[‐-―−]/.test(char)
          ? '-'
          : char.toLowerCase();
    if (next === ' ' && (folded === '' || folded.endsWith(' '))) continue;
    for (let unit = 0; unit < next.length; unit += 1) places.push(at);
    folded += next;
  }
  return { text, folded, places };
}

/** The source's own characters for a quote, or null. */
function find(quote: string, source: Folded): string | null {
  const wanted = fold(quote.trim().replace(/^(\.\.\.|…)|(\.\.\.|…)$/g, '')).folded.trim();
  const bare = wanted.replace(/^"+|"+$/g, '');
  for (const words of [wanted, bare]) {
    const at = words.length > 0 ? source.folded.indexOf(words) : -1;
    if (at < 0) continue;
    const from = source.places[at];
    const to = source.places[at + words.length - 1];
    if (from !== undefined && to !== undefined) return source.text.slice(from, to + 1);
  }
  return null;
}

/** Sentences of a text, as they stand in it. */
export function sentences(text: string): string[] {
  return (text.match(/(?:[^.!?…\n]|[.!?…](?=[^\s"»”)]))+[.!?…]*["»”)]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function nearest(quote: string, source: Folded): string | null {
  const wanted = words(quote);
  let best: { sentence: string; share: number } | null = null;
  for (const sentence of sentences(source.text)) {
    const there = words(sentence);
    const share = [...wanted].filter((word) => there.has(word)).length / Math.max(1, wanted.size);
    if (share >= near && sentence.length <= 600 && share > (best?.share ?? 0)) best = { sentence, share };
  }
  return best?.sentence ?? null;
}

/** Undefined: the item quotes nothing and goes. */
function walk(value: unknown, source: Folded): unknown {
  if (Array.isArray(value))
    return value.map((item) => walk(item, source)).filter((item) => item !== undefined && item !== null);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, key === 'quote' ? one : walk(one, source)]);
  const item: Record<string, unknown> = Object.fromEntries(entries);
  if (typeof item.quote !== 'string') return item;
  const quote = find(item.quote, source) ?? nearest(item.quote, source);
  return quote === null ? null : { ...item, quote };
}

/** Guarantee: `walk` only drops whole items and sets lone ones to null, which every such field allows. */
const asAnswer = (value: Record<string, unknown>): Answer => value as Answer;
