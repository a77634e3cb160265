import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { type IntegrationRow, integrationsOf } from './rows';

/**
 * Refuses a label that another integration has; holds the organisation until the transaction ends, so that of two
 * changes at once the later sees the earlier. @throws ServiceError `invalid`
 */
export async function checkLabel(tx: Executor, { orgId, id, label }: Pick<IntegrationRow, 'orgId' | 'id' | 'label'>) {
  await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, orgId)).for('update');
  const others = (await integrationsOf(tx, orgId)).filter((one) => one.id !== id);
  if (!others.some((one) => one.label.toLowerCase() === label.toLowerCase())) return;
  throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [
    { path: 'label', code: 'integration.label_taken', args: { label } },
  ]);
}
