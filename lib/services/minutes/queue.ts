import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queue } from '@/lib/ports/jobs';
import type { Context } from '../context';
import type { Executor } from '../data';

/** The row knows its own tries: a job is tried once, and what a killed process held comes free by its claim. */
export const minutesQueue: Queue = {
  name: 'minutes',
  attempts: 1,
  delaySeconds: 1,
  longestDelaySeconds: 1,
  limitSeconds: 1800,
};

export const minutesJobSchema = z.strictObject({ orgId: z.string(), meetingId: z.string() });
export type MinutesJob = z.infer<typeof minutesJobSchema>;

/** Keeps a job with the transaction. Where the queue can't be had, the sweep finds the row. */
export async function enqueueMinutes(
  ctx: Pick<Context, 'jobs' | 'logger'>,
  tx: Executor,
  job: MinutesJob,
): Promise<void> {
  try {
    await tx.execute(sql`savepoint job`);
    await ctx.jobs.enqueue(tx, minutesQueue, job);
  } catch (error) {
    await tx.execute(sql`rollback to savepoint job`);
    ctx.logger.warn({ error }, 'the job queue took no minutes');
  }
}
