import { eq } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import { brandOf } from '@/lib/brand/brand';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { Organisation } from './schemas';

/** The reader's own organisation, with what its accent becomes in both themes. @throws ServiceError `not_found`. */
export async function readOrganisation(ctx: { db: Executor }, who: Pick<Member, 'orgId'>): Promise<Organisation> {
  const [row] = await ctx.db
    .select({ id: organisations.id, name: organisations.name, accent: organisations.accent })
    .from(organisations)
    .where(eq(organisations.id, who.orgId));
  if (!row) throw new ServiceError('not_found', 'organisation.not_found');
  return { ...row, brand: row.accent ? brandOf(row.accent) : null };
}
