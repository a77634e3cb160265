import { sql } from 'drizzle-orm';
import { integrations } from '@/db/schema';
import type { NotionSettings } from '@/lib/targets/notion/settings';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { resumeExports } from '../exports/resume';
import { type IntegrationRow, integrationOf } from './rows';

/** The row, held until the transaction ends. @throws ServiceError `not_found`; `conflict` where it has another version. */
export async function lockedAt(tx: Executor, orgId: string, id: string, version: number): Promise<IntegrationRow> {
  const [row] = await tx.select().from(integrations).where(integrationOf(orgId, id)).for('update');
  if (!row) throw new ServiceError('not_found', 'integration.not_found');
  if (row.version === version) return row;
  throw new ServiceError('conflict', 'integration.stale', { current: row.version, sent: version });
}

/** Writes what a person has changed; what failed because it was broken goes on. */
export async function changed(
  tx: Executor,
  who: Member,
  { orgId, id, version, reason }: IntegrationRow,
  values: Partial<typeof integrations.$inferInsert>,
): Promise<void> {
  await tx
    .update(integrations)
    .set({ ...values, version: version + 1, changedBy: who.userId, changedAt: sql`now()` })
    .where(integrationOf(orgId, id));
  if (reason && values.state === 'ready') await resumeExports(tx, { orgId, integrationId: id, reason });
}

/** What made it rest or break is over. */
export const mended = ({ decisions, tasks }: NotionSettings) => ({
  state: decisions && tasks ? ('ready' as const) : ('new' as const),
  reason: null,
  failures: 0,
  restsUntil: null,
  nextCallAt: new Date(0),
});
