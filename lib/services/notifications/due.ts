import { eq } from 'drizzle-orm';
import { decisions } from '@/db/schema';
import type { Job } from '@/lib/ports/jobs';
import type { Context } from '../context';
import { dueJobSchema, dueQueue } from './due-queue';
import { followUp } from './follow-up';
import { remindOne } from './remind';

/** Reminds and follows up when it is time, until the jobs stop. */
export async function startDue(ctx: Context): Promise<void> {
  await ctx.jobs.work(
    dueQueue,
    (job) => workDue(ctx, job),
    // The sweep goes by the column and finds what was given up.
    async (data) => ctx.logger.warn({ data }, 'what fell due could not be told'),
  );
}

/** Does nothing where the decision's column says another time by now. */
export async function workDue(ctx: Context, { data }: Pick<Job, 'data'>): Promise<void> {
  const { kind, runId, at } = dueJobSchema.parse(data);
  if (kind === 'reminder') await remindOne(ctx, runId, eq(decisions.remindAt, new Date(at)));
  else await followUp(ctx, runId, eq(decisions.followUpAt, new Date(at)));
}
