import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { decisions } from '@/db/schema';
import { takeAsking } from './asking';
import { tell } from './tell';
import type { TellContext } from './tell-deciders';

const atOnce = 50;
const hourMs = 3_600_000;
/** After so many, silence is an answer too; the decision stays on the list. */
const mostReminders = 5;

/**
 * Reminds deciders who have not answered, each time after twice the wait, and those whose deferral has run out. As
 * safe to do in several processes at once as the telling.
 */
export async function remindDeciders(ctx: TellContext): Promise<void> {
  const due = and(
    eq(decisions.open, true),
    lte(decisions.remindAt, new Date(ctx.clock.now())),
    inArray(decisions.status, ['proposed', 'escalated', 'deferred']),
  );
  const found = await ctx.db
    .select({ runId: decisions.runId })
    .from(decisions)
    .where(due)
    .orderBy(asc(decisions.remindAt))
    .limit(atOnce);
  for (const { runId } of found) {
    await remindOne(ctx, runId).catch((error: unknown) =>
      ctx.logger.warn({ error, runId }, 'a decider was not reminded'),
    );
  }

  async function remindOne(context: TellContext, runId: string): Promise<void> {
    await context.db.transaction(async (tx) => {
      const asking = await takeAsking(tx, runId, due);
      if (!asking) return;
      if ('nobody' in asking) {
        await tx.update(decisions).set({ remindAt: null }).where(eq(decisions.runId, runId));
        return;
      }
      const { decision, userId, args } = asking;
      const reminders = decision.reminders + 1;
      const waitMs = context.env.XIO_REMIND_HOURS * hourMs * 2 ** reminders;
      const remindAt = reminders < mostReminders ? new Date(context.clock.now() + waitMs) : null;
      await tx.update(decisions).set({ remindAt, reminders }).where(eq(decisions.runId, runId));
      await tell(context, tx, {
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
}
