import { splitAt } from '@/lib/council/protocol';
import type { Alternative, RunState } from '@/lib/council/run';
import { leading, scoresOf } from '@/lib/council/tally';

export interface Cell {
  criterion: string;
  /** Mean of the reviewers, 0 to 10; null where nobody scored. */
  mean: number | null;
  /** True where reviewers lie far apart. */
  split: boolean;
}
export interface Standing {
  alternative: Alternative;
  cells: Cell[];
  total: number | null;
}

/** The board's rows: the leading alternative first, then by score; unscored ones keep their order. */
export function standings(state: RunState): Standing[] {
  const leader = leading(state);
  const rows = state.alternatives.map((alternative): Standing => {
    const { byCriterion, total } = scoresOf(state, alternative.id);
    const cells = state.criteria.map(({ name }) => {
      const given = byCriterion[name];
      return { criterion: name, mean: given?.mean ?? null, split: (given?.spread ?? 0) >= splitAt };
    });
    return { alternative, cells, total };
  });
  const rank = (row: Standing) => (row.alternative.id === leader && row.total !== null ? 11 : (row.total ?? -1));
  return rows.sort((a, b) => rank(b) - rank(a));
}
