import { foldQuote } from './folding';

/** Share of a quote's words that a sentence must hold to stand in for it. */
const near = 0.6;

/** Sentences of a text, as they stand in it. */
export function sentences(text: string): string[] {
  return (text.match(/(?:[^.!?…\n]|[.!?…](?=[^\s"»”)])){1,20000}[.!?…]*["»”)]*/gu) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** First sentence of a text, verbatim. */
export const firstSentence = (text: string): string => (sentences(text)[0] ?? text.trim()).slice(0, 400).trimEnd();

const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** The sentence of `text` that holds most of the words of `wanted`, if it holds enough of them; at most 600 characters. */
export function nearestSentence(text: string, wanted: string): string | null {
  const sought = words(wanted);
  let best: { sentence: string; share: number } | null = null;
  for (const sentence of sentences(text)) {
    if (sentence.length > 600) continue;
    const there = words(sentence);
    const share = [...sought].filter((word) => there.has(word)).length / Math.max(1, sought.size);
    if (share >= near && share > (best?.share ?? 0)) best = { sentence, share };
  }
  return best?.sentence ?? null;
}

/** `wanted` where the text has it word for word, else the sentence closest to it, else the first one. */
export function verbatim(text: string, wanted: string): string {
  const folded = foldQuote(wanted);
  if (folded && foldQuote(text).includes(folded)) return wanted;
  return nearestSentence(text, wanted) ?? firstSentence(text);
}
