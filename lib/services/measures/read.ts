import { may } from '@/lib/auth/permissions';
import type { Clock } from '@/lib/ports/clock';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { fewMeetings, figuresOf, type Measured, spansOf, targets, within } from './define';
import { type MeasuredRow, measuredRows } from './rows';
import { type Measures, type MeasuresQuery, measuresQuerySchema, type ShownFigures } from './schemas';

type MeasuresContext = Pick<DataContext, 'db'> & { clock: Clock };

/**
 * The meetings of a period with what was measured of each, and the days they were counted in, of UTC.
 * @throws ServiceError `invalid` where the period ends before it begins or is longer than three years.
 */
export async function readMeasured(ctx: MeasuresContext, who: Member, input: MeasuresQuery) {
  const { days, team, template, ...asked } = measuresQuerySchema.parse(input);
  const to = asked.to ?? dayOf(ctx.clock.now());
  const from = asked.from ?? dayOf(Date.parse(to) - (days - 1) * 86_400_000);
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (length < 0 || length > 1100) throw new ServiceError('invalid', 'measures.period', { days: 1100 });
  const rows = await measuredRows(ctx, who, { endedFrom: from, endedTo: to, team, template });
  return { from, to, team: team ?? null, template: template ?? null, rows };
}

/** Every measure of a period: whole, by weeks or months, by team and by kind of meeting. */
export async function readMeasures(ctx: MeasuresContext, who: Member, input: MeasuresQuery): Promise<Measures> {
  const { rows, ...asked } = await readMeasured(ctx, who, input);
  const figures = (of: readonly Measured[]): ShownFigures => {
    const { cost, ...others } = figuresOf(of);
    return { ...others, cost: may(who, 'cost.read') ? cost : null };
  };
  const grouped = (key: (row: MeasuredRow) => string, name: (row: MeasuredRow) => string | null) =>
    [...Map.groupBy(rows, key)]
      .map(([id, of]) => ({ id, name: of[0] ? name(of[0]) : null, figures: figures(of) }))
      .sort((a, b) => b.figures.ended - a.figures.ended || a.id.localeCompare(b.id));
  return {
    ...asked,
    targets,
    few: fewMeetings,
    figures: figures(rows),
    spans: spansOf(asked).map((span) => ({
      ...span,
      figures: figures(rows.filter((row) => within(span, row.endedAt))),
    })),
    teams: grouped(
      (row) => row.teamId ?? 'none',
      (row) => row.team,
    ),
    templates: grouped(
      (row) => row.template,
      () => null,
    ),
  };
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
