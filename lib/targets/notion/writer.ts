import type { Claim } from '@/lib/council/decision-log.schema';
import type { Exportable } from '@/lib/ports/export-target';
import { quoted } from '@/lib/words/quoted';
import { codeWord, type DecisionWords, decisionWords } from '../file/decision-words';
import type { Branch, Leaf, Top } from './blocks';
import { pageWords } from './page-words';
import type { Piece, Text } from './texts';

type Sources = Pick<Claim, 'turns' | 'facts'>;
type Said = Pick<Claim, 'text' | 'turns' | 'facts' | 'quote' | 'by'>;

/** How a page says things: in the meeting's language, with links to the turns that they rest on. */
export interface Writer {
  w: DecisionWords;
  p: (typeof pageWords)['en'];
  word(code: string): string;
  /** A day, or a moment in UTC, in words; anything else as it is. */
  date(text: string): string;
  /** Where a turn stands in XIO. */
  turn(turn: number): string;
  /** "turn 4, agenda 2", each turn a link. */
  cites(sources: Sources): Piece[];
  /** What was said as a point of a list; its quote stands below it, unless the point is the quote. */
  claim(said: Said, before?: Text): Branch;
  /** Claims of one wording together, with the quotes of all. */
  claims(list: readonly Said[]): Branch[];
  quote(said: Pick<Said, 'quote' | 'turns' | 'facts'>): Leaf;
}

export function writerFor({ language, links }: Pick<Exportable, 'language' | 'links'>): Writer {
  const w = decisionWords[language];
  const cites = ({ turns, facts }: Sources): Piece[] =>
    apart([
      ...turns.map((one) => ({ text: `${w.turn}\u00a0${one}`, link: links.turn(one), color: 'gray' as const })),
      ...facts.map((one) => ({ text: `${w.fact}\u00a0${one}`, color: 'gray' as const })),
    ]);
  const quote: Writer['quote'] = (said) => ({
    kind: 'quote',
    text: [said.quote ? `${quoted(said.quote, language)} ` : '', ...cites(said)],
  });
  const claim: Writer['claim'] = (said, before = '') => {
    const by: Piece[] = said.by === undefined ? [] : [{ text: ` (${said.by})`, color: 'gray' }];
    const point = [...list(before), said.text, ...by];
    const own = verbatim(said);
    return own
      ? { kind: 'bulleted_list_item', text: [...point, ' ', ...cites(said)] }
      : { kind: 'bulleted_list_item', text: point, children: [quote(said)] };
  };
  return {
    w,
    p: pageWords[language],
    word: (code) => codeWord(language, code),
    date: (text) => inWords(text, language),
    turn: links.turn,
    cites,
    claim,
    quote,
    claims: (said) => {
      const points = said.map((one) => ({ key: JSON.stringify([one.text, one.by]), point: claim(one) }));
      const alike = Map.groupBy(points, (one) => one.key);
      return [...alike.values()].flatMap((group) => {
        const quotes = group.flatMap(({ point }) => point.children ?? []);
        const first = group[0]?.point;
        return first && quotes.length === group.length
          ? [{ ...first, children: quotes }]
          : group.map(({ point }) => point);
      });
    },
  };
}

/** Whether the point and the quote are the same words, or one holds the other: then once is enough. */
function verbatim({ text, quote }: Said): boolean {
  const [one, other] = [plain(text), plain(quote)];
  return one.includes(other) || other.includes(one);
}
const plain = (text: string) => text.replace(/[\s"“”‘’«»„.]+/gu, ' ').trim();

/** Pieces with commas between them. */
const apart = (pieces: Piece[]): Piece[] =>
  pieces.flatMap((one, at) => (at === 0 ? [one] : [{ text: ', ', color: 'gray' as const }, one]));

const list = (text: Text): readonly (string | Piece)[] => (typeof text === 'string' || 'text' in text ? [text] : text);

function inWords(text: string, language: 'en' | 'ru'): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!day && !/^\d{4}-\d\d-\d\dT/.test(text)) return text;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const locale = language === 'en' ? 'en-GB' : 'ru-RU';
  const written = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    ...(day ? {} : { timeStyle: 'short' }),
    timeZone: 'UTC',
  });
  return day ? written.format(at) : `${written.format(at)} UTC`;
}

/** A share as whole percents, never apart from their sign. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

export const capital = (text: string): string => text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());

export const bullet = (text: Text): Branch => ({ kind: 'bulleted_list_item', text });
export const paragraph = (text: Text): Branch => ({ kind: 'paragraph', text });
/** A label and what it says. */
export const labelled = (label: string, text: Text): Text => [{ text: `${label}: `, bold: true }, ...list(text)];

/** A heading with what stands under it; nothing where nothing does. */
export const under = <T>(title: string, nodes: readonly T[]): (T | Top)[] =>
  nodes.length > 0 ? [{ kind: 'heading_2', text: title }, ...nodes] : [];
