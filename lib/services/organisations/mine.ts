import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { memberships, organisations } from '@/db/schema';
import type { Context, Member } from '../context';
import type { OwnOrganisation } from './schemas';

/** Organisations that somebody gets into: of one that goes, its owners alone know. */
export const entered = and(
  isNull(memberships.suspendedAt),
  or(isNull(organisations.deleteAt), eq(memberships.role, 'owner')),
);

/** One's own organisations by name, with one's role in each. */
export async function listOwnOrganisations(
  ctx: Pick<Context, 'db'>,
  who: Member,
): Promise<{ organisations: OwnOrganisation[] }> {
  const rows = await ctx.db
    .select({
      id: organisations.id,
      name: organisations.name,
      role: memberships.role,
      deleteAt: organisations.deleteAt,
    })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.orgId))
    .where(and(eq(memberships.userId, who.userId), entered))
    .orderBy(asc(sql`lower(${organisations.name})`), asc(organisations.id));
  return {
    organisations: rows.map(({ deleteAt, ...row }) => ({
      ...row,
      deleteAt: deleteAt?.toISOString() ?? null,
      current: row.id === who.orgId,
    })),
  };
}
