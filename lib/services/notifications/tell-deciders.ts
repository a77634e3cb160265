import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { decisions } from '@/db/schema';
import type { Context } from '../context';
import { takeAsking } from './asking';
import { enqueueDue } from './plan';
import { tell } from './tell';

export type TellContext = Pick<Context, 'db' | 'env' | 'clock' | 'jobs' | 'mailer' | 'logger'>;

const atOnce = 50;
const hourMs = 3_600_000;

/**
 * Tells the deciders of runs that have ended what waits for them. Any number of processes may do so at once: each
 * decision is taken, told and marked in one transaction. One that fails holds up no other.
 */
export async function tellDeciders(ctx: TellContext): Promise<void> {
  const untold = await ctx.db
    .select({ runId: decisions.runId })
    .from(decisions)
    .where(waitsUntold)
    .orderBy(asc(decisions.updatedAt))
    .limit(atOnce);
  for (const { runId } of untold) {
    await tellOne(ctx, runId).catch((error: unknown) => ctx.logger.warn({ error, runId }, 'a decider was not told'));
  }
}

const waitsUntold = and(
  eq(decisions.open, true),
  isNull(decisions.toldAt),
  inArray(decisions.status, ['proposed', 'escalated']),
);

async function tellOne(ctx: TellContext, runId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const asking = await takeAsking(tx, runId, waitsUntold);
    if (!asking) return;
    const now = ctx.clock.now();
    const remindAt = 'nobody' in asking ? null : new Date(now + ctx.env.XIO_REMIND_HOURS * hourMs);
    await tx
      .update(decisions)
      .set({ toldAt: new Date(now), remindAt, reminders: 0 })
      .where(eq(decisions.runId, runId));
    if ('nobody' in asking) return;
    if (remindAt) await enqueueDue(ctx, tx, { kind: 'reminder', runId, at: remindAt });
    const { decision, userId, args } = asking;
    await tell(ctx, tx, {
      orgId: decision.orgId,
      userId,
      kind: 'decision_needed',
      meetingId: decision.meetingId,
      runId,
      key: `decision_needed:${runId}:${decision.version}`,
      args,
    });
  });
}
