/** A cited turn this close to a linked one counts as found. */
export const tolerance = 3;

/** Cited turns that are near a linked one, linked turns that are near a cited one. */
export interface Hits {
  right: number;
  cited: number;
  found: number;
  linked: number;
}

/** Both lists count turns alike. */
export function hits(cited: readonly number[], linked: readonly number[]): Hits {
  const near = (one: number, others: readonly number[]) => others.some((other) => Math.abs(one - other) <= tolerance);
  const [mine, theirs] = [[...new Set(cited)], [...new Set(linked)]];
  return {
    right: mine.filter((one) => near(one, theirs)).length,
    cited: mine.length,
    found: theirs.filter((one) => near(one, mine)).length,
    linked: theirs.length,
  };
}

export const summed = (all: readonly Hits[]): Hits =>
  all.reduce(
    (sum, one) => ({
      right: sum.right + one.right,
      cited: sum.cited + one.cited,
      found: sum.found + one.found,
      linked: sum.linked + one.linked,
    }),
    { right: 0, cited: 0, found: 0, linked: 0 },
  );

export const precision = ({ right, cited }: Hits): number => (cited === 0 ? 0 : right / cited);
export const recall = ({ found, linked }: Hits): number => (linked === 0 ? 0 : found / linked);
/** Harmonic mean of precision and recall over turns; sums first, so that every turn weighs the same. */
export function f1(one: Hits): number {
  const [p, r] = [precision(one), recall(one)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
