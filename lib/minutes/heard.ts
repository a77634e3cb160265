import type { Language } from '../council/agenda.schema';
import { sentences } from '../council/sentences';
import type { Transcript } from './transcript';

/** One sentence of one turn, as rules hear it. */
export interface Heard {
  turn: number;
  speaker: string | null;
  /** As it stands in the turn. */
  quote: string;
  /** Without noises, fillers and false starts. */
  text: string;
  /** The same in lower case, apostrophes straight, «ё» as «е». */
  low: string;
  words: number;
  language: Language;
  asks: boolean;
}

/** A quote is no longer than this. */
const longestQuote = 400;

const noises =
  /\{[^{}]{0,40}\}|\[(?:[\p{L} _-]{1,40})\]|\((?:laughs?|laughter|inaudible|crosstalk|смех|неразборчиво)\)/giu;
const fillers =
  /(?<![\p{L}'’-])(?:u+h+|u+m+|e+r+m*|h+m+|mm+|ah+|eh|you know|i mean|kind of|sort of|э+м*|м+|ну|это самое|как бы|типа)(?![\p{L}'’-])(?: ,)?/giu;
const again = /(?<![\p{L}'’])([\p{L}'’]+(?: [\p{L}'’]+)?)(?: ,)?(?: \1(?![\p{L}'’])){1,4}/giu;

/** What was meant to be said: no noises, no “um”, no word twice, signs where they belong. */
export function tidy(quote: string): string {
  return quote
    .replace(noises, ' ')
    .replace(/\b((?:\p{Lu}_)+)/gu, (letters) => letters.replaceAll('_', ''))
    .replace(/\s+/g, ' ')
    .replace(fillers, ' ')
    .replace(/\s+/g, ' ')
    .replace(again, '$1')
    .replace(/\s+([,.;:!?…])/g, '$1')
    .replace(/(?:^|(?<=[.!?]))[\s,;.–—-]+/g, ' ')
    .replace(/,(?:\s*,)+/g, ',')
    .trim();
}

const asking: Record<Language, RegExp> = {
  en: /\?\s*$|^(?:(?:so|and|but|okay|well|or),? )*(?:what|how|why|who|where|when|which|do|does|did|is|are|can|could|shall|should|would|will|have|has) (?:about|do|does|did|is|are|i|we|you|they|he|she|it|there|the|that|this|if)\b/u,
  ru: /\?\s*$/u,
};

const lowered = (text: string): string => text.toLowerCase().replaceAll('’', "'").replaceAll('ё', 'е');

/** The sentences of one turn; a long one is cut at a word, so that its quote still stands in the turn. */
export function hear({ turn, speaker, text }: Transcript['turns'][number]): Heard[] {
  return sentences(text).map((sentence) => {
    const quote = sentence.length <= longestQuote ? sentence : sentence.slice(0, longestQuote).replace(/\s+\S*$/u, '');
    const clean = tidy(quote);
    const low = lowered(clean);
    const language: Language = /\p{Script=Cyrillic}/u.test(low) ? 'ru' : 'en';
    const words = low.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0;
    return { turn, speaker, quote, text: clean, low, words, language, asks: asking[language].test(low) };
  });
}
