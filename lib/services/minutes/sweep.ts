import { sql } from 'drizzle-orm';
import { transcripts } from '@/db/schema';
import type { Context } from '../context';
import { free } from './claim';
import { makeMinutes } from './make';
import { type MinutesJob, minutesJobSchema, minutesQueue } from './queue';

/** So long whoever asked for them, or the queue, has it to itself. */
const lateMs = 3_000;
const atOnce = 4;

/** Takes minutes in this process, once at a time. Never rejects: a sweep finds what was left. */
function takeHere(ctx: Context, job: MinutesJob): Promise<void> {
  return ctx.outbox.send({ runId: job.meetingId, integrationId: 'minutes' }, (signal) =>
    makeMinutes(ctx, job, signal).catch((error: unknown) =>
      ctx.logger.warn({ error, meetingId: job.meetingId }, 'minutes could not be taken'),
    ),
  );
}

/**
 * Begins at once, in this process, after the caller's transaction: where no worker lives the job would wait. The job in
 * the queue then finds nothing left; it is for the case that this process ends.
 */
export function wakeMinutes(ctx: Context, job: MinutesJob): void {
  if (ctx.outbox.hasRoom) void takeHere(ctx, job);
}

/** Goes on with what nobody does: transcripts whose worker died, or whose job was lost. Cheap where there is none. */
export async function sweepMinutes(ctx: Context): Promise<void> {
  if (!ctx.outbox.hasRoom) return;
  const left = await ctx.db
    .select({ orgId: transcripts.orgId, meetingId: transcripts.meetingId })
    .from(transcripts)
    .where(sql`state in ('waiting', 'reading') and ${free} and created_at < now() - ${lateMs} * interval '1 ms'`)
    .limit(atOnce);
  for (const job of left) wakeMinutes(ctx, job);
}

/** Does the queue's jobs until the jobs stop. */
export async function startTakingMinutes(ctx: Context): Promise<void> {
  await ctx.jobs.work(
    minutesQueue,
    (job) => takeHere(ctx, minutesJobSchema.parse(job.data)),
    async () => {},
  );
}
