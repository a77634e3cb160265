import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { integrations } from '@/db/schema';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

/** Integrations to which an accepted decision goes by itself. */
export const exportToSchema = z.array(z.string().max(64)).max(20);

/** @throws ServiceError `invalid` where one of them is not the organisation's. */
export async function demandIntegrations(db: Executor, orgId: string, exportTo: readonly string[]): Promise<void> {
  const found =
    exportTo.length === 0
      ? []
      : await db
          .select({ id: integrations.id })
          .from(integrations)
          .where(and(eq(integrations.orgId, orgId), inArray(integrations.id, [...exportTo])));
  const known = new Set(found.map((one) => one.id));
  const unknown = exportTo.flatMap((id, n) =>
    known.has(id) ? [] : [{ path: `exportTo.${n}`, code: 'integration.not_found', args: {} }],
  );
  if (unknown.length > 0) throw new ServiceError('invalid', 'integration.not_found', {}, unknown);
}
