/** White space and quotation marks folded, nothing else. */
export function foldQuote(text: string): string {
  return text
    .replace(/[«»“”„‟"'‘’‚‹›`]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

const known = new Map<string, string>();
/** Texts whose folding is kept: more than any run has turns. */
const most = 2000;

/** `foldQuote` of a whole turn or fact, remembered: each is searched many times. */
function foldedText(text: string): string {
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  const folded = foldQuote(text);
  if (known.size >= most) known.clear();
  known.set(text, folded);
  return folded;
}

/** Whether a quote occurs in a text; one without a letter or a digit quotes nothing. */
export function occurs(text: string, quote: string): boolean {
  return /[\p{L}\p{N}]/u.test(quote) && (text.includes(quote) || foldedText(text).includes(foldQuote(quote)));
}
