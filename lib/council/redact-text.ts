import { remembered } from './remembered';

/** What stands where a passage stood; no letter, so that no passage is found across it. */
export const blackout = '█████';

/** Letters and digits that a string must share with a passage, in a row, for that part of it to be hidden. */
const partLetters = 20;

interface Folded {
  /** Letters and digits only, without case and marks. */
  text: string;
  /** Of each of them: where its character begins and ends in the string. */
  from: number[];
  to: number[];
}

const kept = /[\p{L}\p{N}█]/u;
const mark = /\p{M}/u;

/**
 * A string as passages are looked for in it: case, accents, width, white space, punctuation and Markdown say nothing.
 * Compatibility forms by NFKD (Unicode Standard Annex 15), case both ways for ß and its like.
 */
export const foldPassage = remembered((source: string): Folded => {
  const folded: Folded = { text: '', from: [], to: [] };
  let at = 0;
  for (const character of source) {
    const end = at + character.length;
    for (const one of character.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD')) {
      if (kept.test(one)) {
        folded.text += one;
        for (let unit = 0; unit < one.length; unit += 1) {
          folded.from.push(at);
          folded.to.push(end);
        }
      } else if (mark.test(one) && folded.to.length > 0) folded.to[folded.to.length - 1] = end;
    }
    at = end;
  }
  return folded;
});

/** Hides passages: `whole` is set for a quote, which is hidden too where it is but a part of one. */
export type Blacken = (text: string, whole?: boolean) => string;

/** Hides every one of these passages wherever it, or a long part of it, occurs. */
export function blackener(passages: readonly string[]): Blacken {
  const wanted = passages.map((passage) => foldPassage(passage).text).filter((text) => text.length > 0);
  const parts = new Set<string>();
  for (const text of wanted) {
    for (let at = 0; at + partLetters <= text.length; at += 1) parts.add(text.slice(at, at + partLetters));
  }
  if (wanted.length === 0) return (text) => text;
  return (source, whole = false) => {
    const { text, from, to } = foldPassage(source);
    if (whole && text !== '' && wanted.some((one) => one.includes(text))) return blackout;
    const hidden = new Uint8Array(text.length);
    for (const one of wanted) {
      for (let at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) hidden.fill(1, at, at + one.length);
    }
    if (parts.size > 0) {
      for (let at = 0; at + partLetters <= text.length; at += 1) {
        if (parts.has(text.slice(at, at + partLetters))) hidden.fill(1, at, at + partLetters);
      }
    }
    let shown = '';
    let done = 0;
    for (let at = 0; at < hidden.length; at += 1) {
      if (!hidden[at]) continue;
      const begin = at;
      while (hidden[at + 1]) at += 1;
      shown += source.slice(done, Math.max(done, from[begin] ?? done)) + blackout;
      done = Math.max(done, to[at] ?? done);
    }
    return shown + source.slice(done);
  };
}
