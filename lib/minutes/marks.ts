/**
 * What whoever wrote a transcript down put into it for noises: `{vocalsound}`, `[laughter]`, `(смех)`. No words of who
 * spoke: marks stay in the turn, but titles are written without them, and a quote is a stretch between two of them, so
 * that it stands in the turn letter by letter.
 */
const mark =
  /\{[^{}]{0,40}\}|\[(?:[\p{L} _-]{1,40})\]|\((?:laughs?|laughter|inaudible|crosstalk|смех|неразборчиво)\)/giu;
/** Who spoke broke off here, or was not understood: what stands before and after is no one sentence. */
const gap =
  /\{(?:disfmarker|gap|pause)\}|\[(?:inaudible|unclear|unintelligible|indiscernible|неразборчиво|нрзб)\]|\((?:inaudible|неразборчиво|нрзб)\)/giu;

export const withoutMarks = (text: string): string => text.replace(mark, ' ');

/** The pieces of a sentence that were said without breaking off; all but the last were broken off. */
export function unbroken(sentence: string): { text: string; broken: boolean }[] {
  const parts = sentence.split(gap);
  const pieces = parts.map((text, at) => ({ text: text.trim(), broken: at < parts.length - 1 }));
  return pieces.filter(({ text }) => /[\p{L}\p{N}]/u.test(withoutMarks(text)));
}

/** The longest stretch between two marks, verbatim. */
export const betweenMarks = (text: string): string =>
  text
    .split(mark)
    .map((part) => part.trim())
    .reduce((longest, part) => (part.length > longest.length && /[\p{L}\p{N}]/u.test(part) ? part : longest), '');
