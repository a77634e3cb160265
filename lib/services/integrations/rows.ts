import { and, asc, eq } from 'drizzle-orm';
import { integrations } from '@/db/schema';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

export type IntegrationRow = typeof integrations.$inferSelect;

/** What an organisation has connected, oldest first. */
export function integrationsOf(db: Pick<Executor, 'select'>, orgId: string): Promise<IntegrationRow[]> {
  return db
    .select()
    .from(integrations)
    .where(eq(integrations.orgId, orgId))
    .orderBy(asc(integrations.createdAt), asc(integrations.id));
}

export const integrationOf = (orgId: string, id: string) => and(eq(integrations.orgId, orgId), eq(integrations.id, id));

/** @throws ServiceError `not_found`, also for another organisation's. */
export async function findIntegration(
  db: Pick<Executor, 'select'>,
  orgId: string,
  id: string,
): Promise<IntegrationRow> {
  const [row] = await db.select().from(integrations).where(integrationOf(orgId, id));
  if (!row) throw new ServiceError('not_found', 'integration.not_found');
  return row;
}
