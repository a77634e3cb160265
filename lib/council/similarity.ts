import { remembered } from './remembered';

/** Lower case, letters and digits only, one space between words. */
export const plain = remembered((text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
);

export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);

const noise = new Set(
  'a an the to in of for and or we it as at on by with from do does be is are this that и в во на с со о по из мы ли как или не это для к до от за'.split(
    ' ',
  ),
);
/**
 * Words that carry meaning, by their stem of six letters, so that endings (also Russian ones) do not matter.
 */
export const stems = remembered((text: string): ReadonlyMap<string, string> => {
  const words = plain(text)
    .split(' ')
    .filter((word) => word && !noise.has(word));
  return new Map(words.map((word) => [word.slice(0, 6), word]));
});

/** Shared stems over all stems, 0 to 1 (Jaccard 1901). Explainable: `shared` names the words, as `a` has them. */
export function similarity(a: string, b: string): { score: number; shared: string[] } {
  const left = stems(a);
  const right = stems(b);
  const shared = [...left].flatMap(([stem, word]) => (right.has(stem) ? [word] : []));
  const all = left.size + right.size - shared.length;
  return { score: all === 0 ? 0 : shared.length / all, shared };
}

const nothing =
  /^(do nothing|no change|change nothing|keep (things )?as (it|they) (is|are)|leave (it|things|everything) as (it|they) (is|are)|leave as is|status quo|ничего не (делать|менять)|оста(вить|вляем) (все )?как есть|статус кво)$/u;
/** Whether a name means "change nothing". */
export const meansNothing = (name: string): boolean => nothing.test(plain(name));
