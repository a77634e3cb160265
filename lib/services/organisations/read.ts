import { eq, sql } from 'drizzle-orm';
import { memberships, organisations } from '@/db/schema';
import { brandOf } from '@/lib/brand/brand';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { Organisation } from './schemas';

const othersAtMost = 8;

/** The reader's own organisation, with what its accent becomes in both themes. @throws ServiceError `not_found`. */
export async function readOrganisation(ctx: { db: Executor }, who: Pick<Member, 'orgId'>): Promise<Organisation> {
  const [row] = await ctx.db
    .select({ id: organisations.id, name: organisations.name, accent: organisations.accent })
    .from(organisations)
    .where(eq(organisations.id, who.orgId));
  if (!row) throw new ServiceError('not_found', 'organisation.not_found');
  return { ...row, brand: row.accent ? brandOf(row.accent) : null };
}

export interface Visited extends Organisation {
  /** It is to be deleted then. */
  deleteAt: Date | null;
  /** Others that the reader may go over to, by name; the first few. */
  others: { id: string; name: string }[];
}

/** The reader's own organisation as every page's frame needs it, by one statement. @throws ServiceError `not_found`. */
export async function visitOrganisation(
  ctx: { db: Executor },
  who: Pick<Member, 'orgId' | 'userId'>,
): Promise<Visited> {
  const others = sql<Visited['others']>`(
    select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by lower(o.name), o.id), '[]')
    from (
      select o.id, o.name from ${memberships} m join ${organisations} o on o.id = m.org_id
      where m.user_id = ${who.userId} and m.org_id <> ${who.orgId} and m.suspended_at is null
        and (o.delete_at is null or m.role = 'owner')
      order by lower(o.name), o.id limit ${othersAtMost}
    ) o)`;
  const [row] = await ctx.db
    .select({
      id: organisations.id,
      name: organisations.name,
      accent: organisations.accent,
      deleteAt: organisations.deleteAt,
      others,
    })
    .from(organisations)
    .where(eq(organisations.id, who.orgId));
  if (!row) throw new ServiceError('not_found', 'organisation.not_found');
  return { ...row, brand: row.accent ? brandOf(row.accent) : null };
}
