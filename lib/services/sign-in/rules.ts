import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { type ConnectionRow, connectionsOf } from './rows';
import type { Rules } from './schemas';

const wrong = (path: string, code: string, args: Record<string, string> = {}) =>
  new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path, code, args }]);

/**
 * Refuses a label that another connection has, and rules that make owners where no owner writes them. Holds the
 * organisation until the transaction ends. @throws ServiceError `invalid`
 */
export async function checkRules(
  tx: Executor,
  who: Member,
  { id, label, groupRoles, defaultRole }: Pick<ConnectionRow, 'id' | 'label'> & Rules,
): Promise<void> {
  if (who.role !== 'owner') {
    const at = groupRoles.findIndex(({ role }) => role === 'owner');
    if (at >= 0) throw wrong(`groupRoles.${at}.role`, 'sign_in.owners_only');
    if (defaultRole === 'owner') throw wrong('defaultRole', 'sign_in.owners_only');
  }
  await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.id, who.orgId)).for('update');
  const others = (await connectionsOf(tx, who.orgId)).filter((one) => one.id !== id);
  if (others.some((one) => one.label.toLowerCase() === label.toLowerCase()))
    throw wrong('label', 'sign_in.label_taken', { label });
}
