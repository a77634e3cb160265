import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queue } from '@/lib/ports/jobs';
import type { Context } from '../context';
import type { Executor } from '../data';

/** Rows know their own tries: a job is tried once, and what a killed process held comes free by its claim. */
export const exportQueue: Queue = {
  name: 'export',
  attempts: 1,
  delaySeconds: 1,
  longestDelaySeconds: 1,
  limitSeconds: 120,
};

/** What goes from one run by one integration; null: files, and what an integration left that was removed. */
export const exportJobSchema = z.strictObject({
  orgId: z.string(),
  runId: z.string(),
  integrationId: z.string().nullable(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;

/** Keeps a job with the transaction. Where the queue can't be had, the sweep finds the rows. */
export async function enqueueExports(
  ctx: Pick<Context, 'jobs' | 'logger'>,
  tx: Executor,
  job: ExportJob,
  afterSeconds = 0,
): Promise<void> {
  try {
    await tx.execute(sql`savepoint job`);
    await ctx.jobs.enqueue(tx, exportQueue, job, afterSeconds);
  } catch (error) {
    await tx.execute(sql`rollback to savepoint job`);
    ctx.logger.warn({ error }, 'the job queue took no export');
  }
}
