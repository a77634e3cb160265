import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { type ExportJob, exportJobSchema, exportQueue } from './queue';
import { sendHere, wakeExports } from './wake';

/** So long the queue has it to itself. */
const lateMs = 3_000;
const atOnce = 20;

/**
 * Goes on with what nobody does: rows whose claim ran out, whose time has come without a job, or whose integration has
 * been mended. Cheap where there is none; any number of processes may look at once.
 */
export async function sweepExports(ctx: Context): Promise<void> {
  if (!ctx.outbox.hasRoom) return;
  for (const job of await leftJobs(ctx)) wakeExports(ctx, job);
}

async function leftJobs({ db }: Pick<Context, 'db'>): Promise<ExportJob[]> {
  const { rows } = await db.execute<{ org_id: string; run_id: string; integration_id: string | null }>(sql`
    select distinct e.org_id, e.run_id, e.integration_id
    from exports e
      join meetings m on m.id = e.meeting_id
      left join integrations i on i.id = e.integration_id
    where e.state in ('waiting', 'sending')
      and e.next_try_at < clock_timestamp() - ${lateMs} * interval '1 ms'
      and (m.deleted_at is not null or i.id is null
        or (i.state = 'ready' and coalesce(i.rests_until < clock_timestamp(), true)))
      and not exists (
        select from exports o
        where o.run_id = e.run_id and o.integration_id is not distinct from e.integration_id and (
          (o.state = 'sending' and o.claimed_until > clock_timestamp())
          or (o.kind = 'decision_log' and e.kind <> o.kind and o.state = 'waiting' and o.next_try_at > clock_timestamp())))
    limit ${atOnce}`);
  return rows.map((row) => ({ orgId: row.org_id, runId: row.run_id, integrationId: row.integration_id }));
}

/** Does the queue's jobs until the jobs stop. */
export async function startExporting(ctx: Context): Promise<void> {
  await ctx.jobs.work(
    exportQueue,
    (job) => sendHere(ctx, exportJobSchema.parse(job.data)),
    async () => {},
  );
}
