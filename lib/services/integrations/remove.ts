import { and, eq, inArray, sql } from 'drizzle-orm';
import { exportRows, integrations } from '@/db/schema';
import type { LoggedEvent } from '@/lib/council/events';
import { createEventLog } from '@/lib/store/event-log';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { findIntegration, integrationOf } from './rows';

/**
 * Removes an integration with its secret. What waits for it is cancelled, with why; what it has delivered stays where
 * it is. @throws ServiceError `not_found`.
 */
export async function removeIntegration(
  ctx: Pick<Context, 'db' | 'feeds' | 'signal'>,
  who: Member,
  { id }: { id: string },
): Promise<void> {
  const reason = { code: 'export.integration_gone' };
  const by = { userId: who.userId, name: who.name };
  const told: [runId: string, events: LoggedEvent[]][] = [];
  await ctx.db.transaction(async (tx) => {
    const { label, target } = await findIntegration(tx, who.orgId, id);
    const waiting = await tx
      .update(exportRows)
      .set({ state: 'cancelled', reason, claimedBy: null, claimedUntil: null, updatedAt: sql`now()` })
      .where(
        and(
          eq(exportRows.orgId, who.orgId),
          eq(exportRows.integrationId, id),
          inArray(exportRows.state, ['waiting', 'sending']),
        ),
      )
      .returning({ id: exportRows.id, runId: exportRows.runId });
    await tx.delete(integrations).where(integrationOf(who.orgId, id));
    const log = createEventLog(tx);
    for (const one of waiting) {
      const event = { name: 'export-cancelled' as const, export: one.id, reason, by };
      const done = await log.appendExport(who.orgId, one.runId, event);
      if (done.ok) told.push([one.runId, done.events]);
    }
    await audit(
      tx,
      who,
      'integration.remove',
      { type: 'integration', id },
      { label, target, cancelled: waiting.length },
    );
  });
  for (const [runId, events] of told) {
    ctx.feeds.append(runId, events);
    await ctx.signal.announce(runId, events.at(-1)?.seq ?? 0);
  }
}
