import { and, desc, eq, sql } from 'drizzle-orm';
import { artifacts, decisions, meetings, tasks } from '@/db/schema';
import { counts } from '@/lib/council/change-task';
import { instantIn } from '@/lib/dates/calendar';
import type { Context } from '../context';
import type { Executor } from '../data';
import { type DueJob, dueQueue } from './due-queue';

type Ctx = Pick<Context, 'clock' | 'jobs' | 'logger'>;

const dueSoonMs = 60_000;
/** When people are at work, where the meeting is. */
const hour = 9;

/**
 * Keeps a job for when something falls due, in the transaction that says so. A queue that can't be had leaves it to
 * the sweep, which goes by the column.
 */
export async function enqueueDue(ctx: Ctx, tx: Executor, job: Omit<DueJob, 'at'> & { at: Date }): Promise<void> {
  const afterSeconds = Math.max(0, (job.at.getTime() - ctx.clock.now()) / 1000);
  try {
    await tx.execute(sql`savepoint due`);
    await ctx.jobs.enqueue(tx, dueQueue, { ...job, at: job.at.toISOString() }, afterSeconds);
  } catch (error) {
    await tx.execute(sql`rollback to savepoint due`);
    ctx.logger.warn({ error, runId: job.runId }, 'the job queue took no reminder');
  }
}

/** After a decision or a task has changed: when it is looked after next, and whether a deferral runs out. */
export async function planDue(ctx: Ctx, tx: Executor, runId: string): Promise<void> {
  const [decision] = await tx.select().from(decisions).where(eq(decisions.runId, runId));
  if (!decision) return;
  const { status, remindAt, followUpAt } = decision;
  if (status === 'deferred' && remindAt) await enqueueDue(ctx, tx, { kind: 'reminder', runId, at: remindAt });
  // One that is due looks at all of it, and plans the next.
  if (status === 'accepted' && followUpAt && followUpAt.getTime() <= ctx.clock.now() + dueSoonMs) return;
  const at = await nextFollowUp(tx, decision, ctx.clock.now());
  if (at?.getTime() === followUpAt?.getTime()) return;
  await tx.update(decisions).set({ followUpAt: at }).where(eq(decisions.runId, runId));
  if (at) await enqueueDue(ctx, tx, { kind: 'follow_up', runId, at });
}

type Decision = typeof decisions.$inferSelect;

/** Nine o'clock, where the meeting is, of the next day after `after` (ms since 1970) on which it is reviewed or one of its open tasks is due. */
export async function nextFollowUp(
  tx: Executor,
  { runId, meetingId, status }: Decision,
  after: number,
): Promise<Date | null> {
  if (status !== 'accepted') return null;
  const [meeting] = await tx
    .select({ agenda: meetings.agenda, deletedAt: meetings.deletedAt })
    .from(meetings)
    .where(eq(meetings.id, meetingId));
  if (!meeting || meeting.deletedAt) return null;
  const [record] = await tx
    .select({ body: artifacts.body })
    .from(artifacts)
    .where(and(eq(artifacts.runId, runId), eq(artifacts.kind, 'decision_log')))
    .orderBy(desc(artifacts.seq))
    .limit(1);
  const items = await tx.select({ item: tasks.item }).from(tasks).where(eq(tasks.runId, runId));
  const days = [
    record?.body.kind === 'decision_log' ? record.body.log.review_date : null,
    ...items.filter(({ item }) => counts(item) && item.status !== 'done').map(({ item }) => item.due),
  ];
  const ahead = days
    .flatMap((day) => (day ? [instantIn(meeting.agenda.time_zone, day, hour)] : []))
    .filter((at) => at > after);
  return ahead.length > 0 ? new Date(Math.min(...ahead)) : null;
}
