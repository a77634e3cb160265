/** A text with white space, quotation marks, dashes and case folded, and where each unit of it stands. */
export interface Folded {
  text: string;
  folded: string;
  /** Place in `text` of each unit of `folded`. */
  places: number[];
}

export function foldPlaces(text: string): Folded {
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

/** The source’s own characters for a quote, or null. */
export function findQuote(quote: string, source: Folded): string | null {
  const wanted = foldPlaces(quote.trim().replace(/^(\.\.\.|…)|(\.\.\.|…)$/g, '')).folded.trim();
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
