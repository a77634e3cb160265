import { z } from 'zod';

const runId = z.string().max(64).exactOptional();
const seq = z.coerce.number().int().min(0).max(2_147_483_647);

export const startSchema = z.strictObject({});
export const startedSchema = z.strictObject({ runId: z.string() });

export const recordedSchema = z.strictObject({ runId: z.string(), seq: z.int() });

export const streamQuerySchema = z.strictObject({
  runId,
  after: seq.optional(),
  past_end: z.stringbool().optional().meta({
    description: 'Stays open after the end of the run, for what becomes of its record: decisions, tasks, exports',
  }),
});
export const runQuerySchema = z.strictObject({ runId });
export const decisionQuerySchema = z.strictObject({
  runId,
  format: z.enum(['md', 'json']).optional(),
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
});
export const eventsQuerySchema = z.strictObject({
  after: seq.default(0),
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
});
