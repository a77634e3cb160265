import { and, eq, sql } from 'drizzle-orm';
import { exportRows } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { Executor } from '../data';

/**
 * Lets go on what failed because an integration was broken; to be called in the transaction that mends it, with why it
 * was. What waited meanwhile goes on without this.
 */
export async function resumeExports(
  tx: Executor,
  { orgId, integrationId, reason }: { orgId: string; integrationId: string; reason: Reason },
): Promise<void> {
  await tx
    .update(exportRows)
    .set({ state: 'waiting', attempts: 0, nextTryAt: sql`now()` })
    .where(
      and(
        eq(exportRows.orgId, orgId),
        eq(exportRows.integrationId, integrationId),
        eq(exportRows.state, 'failed'),
        eq(exportRows.reason, reason),
      ),
    );
}
