import { z } from 'zod';
import { templateSchema } from '@/lib/council/agenda.schema';
import { countedNames, fewMeetings, targets } from './define';

const number = z.number().nullable();
const count = z.int();
const time = z.strictObject({ count, mean: number, median: number });

/** A day that PostgreSQL knows too: it has no year 0. */
export const daySchema = z.iso.date().regex(/^[1-9]/);

/** Which meetings: by the day on which the newest run of each ended, in UTC; by team (`none`: without one), by kind. */
export const countedFilterSchema = z.strictObject({
  endedFrom: daySchema.optional(),
  endedTo: daySchema.optional(),
  team: z.string().min(1).max(64).optional(),
  template: templateSchema.optional(),
  counted: z.enum(countedNames).optional(),
});
export type CountedFilter = z.infer<typeof countedFilterSchema>;

export const measuresQuerySchema = z.strictObject({
  /** Days back from today, where no days are named. */
  days: z.coerce.number().int().min(1).max(1100).default(90),
  from: daySchema.optional(),
  to: daySchema.optional(),
  team: countedFilterSchema.shape.team,
  template: countedFilterSchema.shape.template,
  format: z.enum(['json', 'csv']).optional(),
});
export type MeasuresQuery = z.input<typeof measuresQuerySchema>;

export const figuresSchema = z
  .strictObject({
    ended: count,
    scripted: count,
    succeeded: count,
    successRate: number,
    decision: time,
    agenda: time,
    tasks: z.strictObject({ count, stated: number, derived: number, added: number }),
    escalated: count,
    escalationRate: number,
    cost: z
      .strictObject({ total: z.number(), mean: number, median: number })
      .nullable()
      .describe('In micro-USD; null for who may not see costs'),
    detect: time,
    restore: time,
  })
  .describe('Times in milliseconds; null where nothing was measured');
export type ShownFigures = z.infer<typeof figuresSchema>;

const group = z.strictObject({ id: z.string(), name: z.string().nullable(), figures: figuresSchema });

export const measuresSchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  team: z.string().nullable(),
  template: templateSchema.nullable(),
  targets: z.strictObject({
    successRate: z.literal(targets.successRate),
    decisionMs: z.literal(targets.decisionMs),
    agendaMs: z.literal(targets.agendaMs),
  }),
  /** Fewer meetings than this say little. */
  few: z.literal(fewMeetings),
  figures: figuresSchema,
  spans: z.array(z.strictObject({ from: z.iso.date(), to: z.iso.date(), figures: figuresSchema })),
  teams: z.array(group),
  templates: z.array(group),
});
export type Measures = z.infer<typeof measuresSchema>;
