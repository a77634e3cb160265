import { and, eq, inArray } from 'drizzle-orm';
import { exportRows, integrations } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { changeExports } from '../exports/append';
import { cancelRows } from '../exports/end';
import { findIntegration, integrationOf } from './rows';

const open = inArray(exportRows.state, ['waiting', 'sending']);

/**
 * Removes an integration with its secret. What waits for it is cancelled, with why; what it has delivered stays where
 * it is. @throws ServiceError `not_found`.
 */
export async function removeIntegration(
  ctx: Pick<Context, 'db' | 'feeds' | 'signal'>,
  who: Member,
  { id }: { id: string },
): Promise<void> {
  const { orgId, userId, name } = who;
  const waiting = await ctx.db.transaction(async (tx) => {
    const { label, target } = await findIntegration(tx, orgId, id);
    const rows = await tx
      .select({ id: exportRows.id, runId: exportRows.runId })
      .from(exportRows)
      .where(and(eq(exportRows.orgId, orgId), eq(exportRows.integrationId, id), open))
      .orderBy(exportRows.id)
      .for('update'); // before the integration, as whoever sends takes them
    await tx.delete(integrations).where(integrationOf(orgId, id));
    await audit(tx, who, 'integration.remove', { type: 'integration', id }, { label, target, cancelled: rows.length });
    return rows;
  });
  // Nothing new is asked for any more; each run is taken by itself, as whoever sends takes it.
  for (const [runId, rows] of Map.groupBy(waiting, (one) => one.runId)) {
    await changeExports(ctx, { orgId, runId }, async (changing) => {
      const ids = rows.map((one) => one.id);
      const still = await changing.tx
        .select()
        .from(exportRows)
        .where(and(inArray(exportRows.id, ids), open))
        .for('update');
      await cancelRows(changing, still, { code: 'export.integration_gone' }, { userId, name });
    });
  }
}
