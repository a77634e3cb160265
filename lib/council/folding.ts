import { remembered } from './remembered';

/** White space and quotation marks folded, nothing else. */
export const foldQuote = remembered((text: string): string =>
  text
    .replace(/[«»“”„‟"'‘’‚‹›`]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim(),
);

/** Whether a quote occurs in a text; one without a letter or a digit quotes nothing. */
export function occurs(text: string, quote: string): boolean {
  return /[\p{L}\p{N}]/u.test(quote) && (text.includes(quote) || foldQuote(text).includes(foldQuote(quote)));
}
