import type { Counted } from '@/lib/services/measures/define';
import type { Measures, ShownFigures } from '@/lib/services/measures/schemas';
import type { Say } from './say';

export const measureNames = [
  'success',
  'decision',
  'agenda',
  'tasks',
  'escalations',
  'cost',
  'detect',
  'restore',
] as const;
export type MeasureName = (typeof measureNames)[number];

interface Spec {
  counted: Counted;
  /** How many meetings the number rests on. */
  count: (figures: ShownFigures) => number;
  /** What is drawn, and written in the table, in the order of `columns`. */
  values: (figures: ShownFigures) => (number | null)[];
  /** How many of the values are drawn, on one another. */
  drawn: 1 | 2;
  say: (say: Say) => (value: number | null) => string;
  columns: readonly ('rate' | 'median' | 'mean' | 'stated' | 'derived' | 'added' | 'total' | 'count')[];
  target?: { value: (targets: Measures['targets']) => number; atLeast: boolean };
  ceiling?: number;
}

type Spread = ShownFigures['detect'];
const time = (counted: Counted, of: (figures: ShownFigures) => Spread): Spec => ({
  counted,
  count: (one) => of(one).count,
  values: (one) => [of(one).median, of(one).mean],
  drawn: 1,
  say: (say) => say.time,
  columns: ['median', 'mean'],
});

/** How each measure is counted, drawn and written. */
export const specs: Record<MeasureName, Spec> = {
  success: {
    counted: 'succeeded',
    count: (one) => one.ended,
    values: (one) => [one.successRate],
    drawn: 1,
    say: (say) => say.share,
    columns: ['rate'],
    target: { value: (one) => one.successRate, atLeast: true },
    ceiling: 1,
  },
  decision: {
    ...time('decided', (one) => one.decision),
    target: { value: (one) => one.decisionMs, atLeast: false },
  },
  agenda: { ...time('prepared', (one) => one.agenda), target: { value: (one) => one.agendaMs, atLeast: false } },
  tasks: {
    counted: 'recorded',
    count: (one) => one.tasks.count,
    values: ({ tasks }) => [tasks.stated, tasks.derived, tasks.added],
    drawn: 2,
    say: (say) => say.number,
    columns: ['stated', 'derived', 'added'],
  },
  escalations: {
    counted: 'escalated',
    count: (one) => one.ended,
    values: (one) => [one.escalationRate],
    drawn: 1,
    say: (say) => say.share,
    columns: ['rate'],
    ceiling: 1,
  },
  cost: {
    counted: 'ended',
    count: (one) => one.ended,
    values: ({ cost }) => (cost ? [cost.mean, cost.median, cost.total] : []),
    drawn: 1,
    say: (say) => say.money,
    columns: ['mean', 'median', 'total'],
  },
  detect: time('incidents', (one) => one.detect),
  restore: time('incidents', (one) => one.restore),
};
