import { and, eq, ne, sql } from 'drizzle-orm';
import { memberships, organisations } from '@/db/schema';
import type { Context, Member } from '../context';
import { entered } from './mine';

const tables = ['meetings', 'teams', 'org_templates', 'model_connections', 'integrations'];

/** In which other organisation of one's own something of this id lies; null where in none of them. */
export async function findElsewhere(
  ctx: Pick<Context, 'db'>,
  who: Member,
  id: string,
): Promise<{ id: string; name: string } | null> {
  const holds = tables.map(
    (table) =>
      sql`exists (select from ${sql.identifier(table)} t where t.id = ${id} and t.org_id = ${memberships.orgId})`,
  );
  const [found] = await ctx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.orgId))
    .where(
      and(
        eq(memberships.userId, who.userId),
        ne(memberships.orgId, who.orgId),
        entered,
        sql`(${sql.join(holds, sql` or `)})`,
      ),
    );
  return found ?? null;
}
