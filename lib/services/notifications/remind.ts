import { and, asc, eq, inArray, lte, type SQL } from 'drizzle-orm';
import { decisions } from '@/db/schema';
import { takeAsking } from './asking';
import { enqueueDue } from './plan';
import { tell } from './tell';
import type { TellContext } from './tell-deciders';

const atOnce = 50;
const hourMs = 3_600_000;
/** After so many, silence is an answer too; the decision stays on the list. */
const mostReminders = 5;

const waits = and(eq(decisions.open, true), inArray(decisions.status, ['proposed', 'escalated', 'deferred']));

/**
 * Reminds deciders whom the queue should have reminded `graceMs` ago or earlier. As safe to do in several processes at
 * once as the telling.
 */
export async function remindDeciders(ctx: TellContext, graceMs = 0): Promise<void> {
  const late = lte(decisions.remindAt, new Date(ctx.clock.now() - graceMs));
  const found = await ctx.db
    .select({ runId: decisions.runId })
    .from(decisions)
    .where(and(waits, late))
    .orderBy(asc(decisions.remindAt))
    .limit(atOnce);
  for (const { runId } of found) {
    await remindOne(ctx, runId, late).catch((error: unknown) =>
      ctx.logger.warn({ error, runId }, 'a decider was not reminded'),
    );
  }
}

/**
 * Reminds the decider of a run who has not answered, each time after twice the wait, or whose deferral has run out;
 * nothing where it is not `still` so.
 */
export async function remindOne(ctx: TellContext, runId: string, still: SQL): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const asking = await takeAsking(tx, runId, and(waits, still));
    if (!asking) return;
    if ('nobody' in asking) {
      await tx.update(decisions).set({ remindAt: null }).where(eq(decisions.runId, runId));
      return;
    }
    const { decision, userId, args } = asking;
    const reminders = decision.reminders + 1;
    const waitMs = ctx.env.XIO_REMIND_HOURS * hourMs * 2 ** reminders;
    const remindAt = reminders < mostReminders ? new Date(ctx.clock.now() + waitMs) : null;
    await tx.update(decisions).set({ remindAt, reminders }).where(eq(decisions.runId, runId));
    if (remindAt) await enqueueDue(ctx, tx, { kind: 'reminder', runId, at: remindAt });
    await tell(ctx, tx, {
      orgId: decision.orgId,
      userId,
      kind: 'decision_reminder',
      meetingId: decision.meetingId,
      runId,
      key: `decision_reminder:${runId}:${decision.remindAt?.toISOString()}`,
      args,
    });
  });
}
