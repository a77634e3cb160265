import { and, asc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import { decisions, memberships, tasks } from '@/db/schema';
import { counts } from '@/lib/council/change-task';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import { dayIn } from '@/lib/dates/calendar';
import type { Context } from '../context';
import type { Executor } from '../data';
import { readBackRun } from '../exports/read-back';
import { type Asking, takeAsking } from './asking';
import { enqueueDue, nextFollowUp } from './plan';
import { tell } from './tell';

const atOnce = 20;

/** What the queue has not done in time: jobs that were lost, or that it never took. */
export async function followUpLate(ctx: Context, graceMs: number): Promise<void> {
  const late = lte(decisions.followUpAt, new Date(ctx.clock.now() - graceMs));
  const found = await ctx.db
    .select({ runId: decisions.runId })
    .from(decisions)
    .where(late)
    .orderBy(asc(decisions.followUpAt))
    .limit(atOnce);
  for (const { runId } of found) {
    await followUp(ctx, runId, late).catch((error: unknown) =>
      ctx.logger.warn({ error, runId }, 'a decision was not followed up'),
    );
  }
}

/**
 * Looks after an accepted decision: reads back how its tasks stand where they were exported, tells the decider and the
 * owners of open tasks, and plans the next time. As safe to do in several processes at once as the telling.
 */
export async function followUp(ctx: Context, runId: string, still: SQL): Promise<void> {
  const [due] = await ctx.db
    .select({ orgId: decisions.orgId })
    .from(decisions)
    .where(and(eq(decisions.runId, runId), still));
  if (!due) return;
  // What can't be read now is told as it is known here.
  await readBackRun(ctx, { orgId: due.orgId, runId });
  await ctx.db.transaction(async (tx) => {
    const asking = await takeAsking(tx, runId, still);
    if (!asking) return;
    if ('nobody' in asking) {
      await tx.update(decisions).set({ followUpAt: null }).where(eq(decisions.runId, runId));
      return;
    }
    const { decision } = asking;
    if (decision.status === 'accepted') await tellAll(ctx, tx, asking);
    const after = Math.max(ctx.clock.now(), decision.followUpAt?.getTime() ?? 0);
    const at = await nextFollowUp(tx, decision, after);
    await tx.update(decisions).set({ followUpAt: at }).where(eq(decisions.runId, runId));
    if (at) await enqueueDue(ctx, tx, { kind: 'follow_up', runId, at });
  });
}

async function tellAll(ctx: Context, tx: Executor, { decision, userId, args, timeZone }: Asking): Promise<void> {
  const { orgId, meetingId, runId, followUpAt } = decision;
  const rows = await tx.select({ item: tasks.item }).from(tasks).where(eq(tasks.runId, runId));
  const items = rows.map((row) => row.item).filter(counts);
  const today = dayIn(timeZone, new Date(ctx.clock.now()));
  const owners = await membersAmong(tx, orgId, items.filter(isOpen).flatMap(ownerOf));
  for (const reader of new Set([userId, ...owners])) {
    const theirs = reader === userId ? items : items.filter((item) => ownerOf(item).includes(reader));
    await tell(ctx, tx, {
      orgId,
      userId: reader,
      kind: 'follow_up',
      meetingId,
      runId,
      key: `follow_up:${runId}:${followUpAt?.toISOString()}`,
      args: { ...args, onBehalfOf: null, missing: [], tasks: standing(theirs, today) },
    });
  }
}

const isOpen = ({ status }: ActionItem) => status !== 'done';
const ownerOf = ({ owner_ref }: ActionItem) => (owner_ref?.kind === 'member' ? [owner_ref.id] : []);

function standing(items: ActionItem[], today: string) {
  const open = items.filter(isOpen);
  const overdue = open.filter(({ due }) => due !== null && due < today).length;
  return { done: items.length - open.length, open: open.length, overdue };
}

async function membersAmong(tx: Executor, orgId: string, userIds: string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const found = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId), inArray(memberships.userId, userIds)));
  return found.map((one) => one.userId);
}
