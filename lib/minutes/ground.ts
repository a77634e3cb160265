import { findQuote, foldPlaces } from '../council/find-quote';
import { sentences } from '../council/sentences';
import { plain } from '../council/similarity';
import { tidy } from './heard';
import { betweenMarks } from './marks';
import type { Piece } from './parts';

/** What a model cites, and how its words were found. */
export interface Grounded {
  turns: number[];
  quote: string;
  /** `moved`: they stand in another turn. `mended`: they were said a little otherwise, and stand as they were said. */
  how: 'quoted' | 'moved' | 'mended';
}

/** A quote is no longer than this. */
const longestQuote = 400;
/** Turns around a cited one in which a quote may stand instead. */
const near = 3;
/** Words that a quote must have to be looked for in the whole part. */
const fewest = 3;
/** Share of a quote's words that a sentence must hold to be what was meant; and the fewest words that say so. */
const alike = { share: 0.8, words: 4 };

/** Words that speak to whoever takes the minutes instead of to the meeting: they bear nothing out. */
const orders =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:above|previous|prior|earlier|instructions?|rules|prompt)\b|\b(?:system|developer) prompt\b|(?:игнорируй|проигнорируй|забудь|не обращай внимания).{0,40}(?:выше|предыдущ|инструкц|правил|указани)|системн\p{L}+ промпт/iu;
export const givesOrders = (text: string): boolean => orders.test(text);

/** What is shown of a part, ready to be searched. */
export function groundsOf(
  pieces: readonly Piece[],
): (cited: { turns: readonly number[]; quote: string }) => Grounded | null {
  const shown = pieces.map((piece) => ({ ...piece, source: foldPlaces(piece.text) }));
  const there = new Set(pieces.map(({ turn }) => turn));
  return ({ turns, quote: said }) => {
    const known = [...new Set(turns)].filter((turn) => there.has(turn)).sort((a, b) => a - b);
    const away = (turn: number) =>
      turns.length > 0 ? Math.min(...turns.map((one) => Math.abs(one - turn))) : Infinity;
    const quote = clipped(said);
    const words = wordsOf(quote);
    if (words.length === 0 || givesOrders(quote)) return null;
    const holding = shown
      .map((one) => ({ turn: one.turn, away: away(one.turn), found: findQuote(quote, one.source) }))
      .filter((one): one is { turn: number; away: number; found: string } => one.found !== null)
      .sort((a, b) => a.away - b.away);
    const [best] = holding;
    if (best && best.away === 0) return { turns: known, quote: spoken(best.found), how: 'quoted' };
    if (best && (best.away <= near || words.length >= fewest))
      return { turns: [best.turn], quote: spoken(best.found), how: 'moved' };
    if (words.length < alike.words) return null;
    const meant = shown
      .filter((one) => away(one.turn) <= near)
      .sort((a, b) => away(a.turn) - away(b.turn))
      .flatMap((one) => {
        const sentence = sentences(one.text).find((each) => each.length <= longestQuote && isMeant(words, each));
        return sentence && !givesOrders(sentence) ? [{ turn: one.turn, sentence }] : [];
      })[0];
    if (!meant) return null;
    return { turns: known.includes(meant.turn) ? known : [meant.turn], quote: spoken(meant.sentence), how: 'mended' };
  };
}

/** The longest stretch that somebody said, without what the transcript marks. */
const spoken = (found: string): string => betweenMarks(found) || found.trim();
const wordsOf = (text: string): string[] => plain(tidy(text)).split(' ').filter(Boolean);

/** Whether a sentence says what was quoted: with other noises and fillers, or a word changed here and there. */
function isMeant(quoted: readonly string[], sentence: string): boolean {
  const said = wordsOf(sentence);
  if (said.some(denies) !== quoted.some(denies)) return false;
  const have = new Set(said);
  const shared = quoted.filter((word) => have.has(word)).length;
  return shared >= alike.share * quoted.length && shared >= alike.share * Math.min(said.length, quoted.length * 3);
}

const denies = (word: string): boolean =>
  /^(?:not?|never|nobody|nothing|none|without|cannot|t|не|ни|нет|нельзя|никогда|никто|ничего|без)$/u.test(word);

const clipped = (quote: string): string =>
  quote.length <= longestQuote ? quote : quote.slice(0, longestQuote).replace(/\s+\S*$/u, '');
