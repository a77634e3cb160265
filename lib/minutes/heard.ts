import type { Language } from '../council/agenda.schema';
import { sentences } from '../council/sentences';
import { betweenMarks, unbroken, withoutMarks } from './marks';
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
  /** A whole clause that can be read by itself: nobody broke it off, and it hangs on no other. */
  whole: boolean;
  broken: boolean;
  /** What the same person goes on with in the next turn, where this one ends in the middle of a sentence. */
  on: { turn: number; text: string } | null;
}

/** A quote is no longer than this. */
const longestQuote = 400;

const fillers =
  /(?<![\p{L}'’-])(?:u+h+|u+m+|e+r+m*|h+m+|mm+|ah+|eh|you know|i mean|kind of|sort of|э+м*|м+|ну|это самое|как бы|типа)(?![\p{L}'’-])(?: ,)?/giu;
const again = /(?<![\p{L}'’])([\p{L}'’]+(?: [\p{L}'’]+){0,2})(?: ,)?(?: \1(?![\p{L}'’])){1,4}/giu;
/** “mi minutes”, “signifi significantly”: a word that was begun twice. Short words that stand by themselves are none. */
const begun = /(?<![\p{L}'’-])(\p{L}{1,3}|\p{Ll}{5,}) (?=\1\p{L}{2})/giu;
const standing =
  /^(?:a|i|an|as|at|be|by|do|go|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we|all|and|any|are|ask|bar|bit|but|can|car|for|get|has|her|him|his|how|its|let|man|may|new|not|now|off|old|one|our|out|per|put|say|see|set|she|the|too|try|two|use|way|who|why|yes|you|а|в|и|к|о|с|у|я|во|вы|да|до|за|из|их|ко|мы|на|не|ни|но|об|он|от|по|со|та|то|ты|без|вот|все|где|два|для|его|ещё|или|как|кто|над|нам|нас|наш|она|они|под|при|про|раз|сам|так|там|тем|тот|три|уже|чем|что|эта|это)$/iu;

/** What was meant to be said: no noises, no “um”, no word twice, signs where they belong. */
export function tidy(quote: string): string {
  return withoutMarks(quote)
    .replace(/\b((?:\p{Lu}_)+)/gu, (letters) => letters.replaceAll('_', ''))
    .replace(/\s+/g, ' ')
    .replace(fillers, ' ')
    .replace(/\s+/g, ' ')
    .replace(begun, (found, word: string) => (standing.test(word) ? found : ''))
    .replace(again, '$1')
    .replace(/\s+([,.;:!?…])/g, '$1')
    .replace(/(?:^|(?<=[.!?]))[\s,;.–—-]+/g, ' ')
    .replace(/,(?:\s*,)+/g, ',')
    .trim();
}

/** How a question begins where its mark is missing. */
const auxiliary =
  "(?:do|does|did|is|are|was|were|can|could|shall|should|would|will|have|has|'s|'re) (?:n't |not )?(?:we|you|they|he|she|i|it|there|the|that|this|anyone|anybody|everyone|everybody)";
const opening: Record<Language, RegExp> = {
  en: new RegExp(
    `^(?:(?:so|and|but|okay|well|or),? )*(?:(?:what|how|why|who|where|when|which)(?:(?: [a-z]+){0,2} ${auxiliary}| about)|(?:do|does|did|can|could|shall|should|would) (?:we|you|they|anyone|anybody|everybody|everyone)|(?:is|are) (?:there|we|you|they))\\b`,
    'u',
  ),
  ru: /^(?:(?:а|и|так|ну),? )*(?:что|как|почему|зачем|кто|где|когда|какой|какая|какие|сколько) (?:мы|вы|нам|будем|делаем|насчет)(?!\p{L})/u,
};

/** Clauses that hang on another, and ends at which something is still missing. */
const hanging: Record<Language, RegExp> = {
  en: /^(?:(?:so|and|but|well|okay|then),? )*(?:'?cause|because|which|who|whose|that (?:the|we|it|they|you|he|she)|whether|than|upon|is|are|was|were|has|have|will|would|could)(?![\p{L}'])/u,
  ru: /^(?:(?:а|и|но|ну|так|вот),? )*(?:потому что|котор\p{L}+|чтобы|что (?:мы|он|она|они|это|там)|чем|либо|или)(?!\p{L})/u,
};
const unfinished: Record<Language, RegExp> = {
  en: /(?<![\p{L}'])(?:a|an|the|and|or|but|of|to|for|with|from|at|into|than|because|so|if|when|where|which|that's|it's|is|are|was|were|be|we|they|he|she|i|i'm|we're|my|your|our|their|its|need to|have to|want to|going to|gonna|very|really|some kind of|not|can|could|should|would|will|do we|else)[\s,.;:–—-]*$/u,
  ru: /(?<!\p{L})(?:а|и|или|но|в|во|на|с|со|к|ко|по|от|до|из|за|для|о|об|у|при|без|под|что|чтобы|если|как|когда|потому что|это|мы|вы|я|он|она|они|не|очень|надо|нужно|будем|будет|можно|есть)[\s,.;:–—-]*$/u,
};
const lowered = (text: string): string => text.toLowerCase().replaceAll('’', "'").replaceAll('ё', 'е');

/** Whether a transcript has question marks at all: then what has none asks nothing. */
export const marksQuestions = ({ turns }: Pick<Transcript, 'turns'>): boolean => {
  let marked = 0;
  for (const { text } of turns) if (text.includes('?')) marked += 1;
  return marked > 0 && marked * 200 > turns.length;
};

/**
 * The sentences of one turn, parted where the speaker broke off; a long one is cut at a word. The quote stands in the
 * turn letter by letter. `marked`: questions are told by their mark alone.
 */
export function hear({ turn, speaker, text }: Transcript['turns'][number], marked = false): Heard[] {
  return sentences(text)
    .flatMap(unbroken)
    .map((piece) => {
      const cut =
        piece.text.length <= longestQuote ? piece.text : piece.text.slice(0, longestQuote).replace(/\s+\S*$/u, '');
      const clean = tidy(cut);
      const low = lowered(clean);
      const language: Language = /\p{Script=Cyrillic}/u.test(low) ? 'ru' : 'en';
      return {
        turn,
        speaker,
        quote: betweenMarks(cut),
        text: clean,
        low,
        words: low.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0,
        language,
        asks: /\?\s*$/u.test(low) || (!marked && opening[language].test(low)),
        whole: !piece.broken && !hanging[language].test(low) && !unfinished[language].test(low),
        broken: piece.broken,
        on: null,
      };
    });
}

const longestSentence = 40;
/** Gives a sentence that was cut in the middle what its speaker goes on with in the next turn: captions cut so. */
export function joinOn(one: Heard, next: Heard): void {
  const sameVoice = one.speaker !== null && one.speaker === next.speaker && next.turn === one.turn + 1;
  if (!sameVoice || one.broken || next.broken || next.asks || one.words + next.words > longestSentence) return;
  if (/[.!?…]["»”)]*$/u.test(one.quote) || hanging[one.language].test(one.low)) return;
  const open = unfinished[one.language].test(one.low) || decidedLast[one.language].test(one.low);
  if (!open || unfinished[next.language].test(next.low)) return;
  one.on = { turn: next.turn, text: next.text };
  one.whole = true;
}
const decidedLast: Record<Language, RegExp> = {
  en: /\b(?:decided|agreed)[\s,;:]*$/u,
  ru: /(?:решили|решено|договорились)[\s,;:—–-]*$/u,
};

/** All that a sentence says, also what it goes on with. */
export const spoken = ({ text, on }: Heard): string => (on ? `${text} ${on.text}` : text);
