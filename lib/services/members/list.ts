import { and, asc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { memberships, users } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import type { Context, Member } from '../context';
import { readCursor, writeCursor } from '../cursor';
import { memberOf, membersOf } from './rows';
import { type ListMembers, listMembersSchema, type MemberList } from './schemas';

const placeSchema = z.tuple([z.string().max(400), z.string().max(64)]);

/** Members by name, a page at a time. Who is suspended is shown to administrators alone. */
export async function listMembers(ctx: Pick<Context, 'db'>, who: Member, input: ListMembers = {}): Promise<MemberList> {
  const { search, role, state, cursor, limit } = listMembersSchema.parse(input);
  const sorted = sql`lower(${users.name})`;
  const place = cursor ? readCursor(cursor, placeSchema) : null;
  const administers = may(who, 'member.change');
  const shown = administers ? state : 'active';
  const wanted = and(
    eq(memberships.orgId, who.orgId),
    search ? matches(search) : undefined,
    role ? eq(memberships.role, role) : undefined,
    shown === 'active' ? isNull(memberships.suspendedAt) : undefined,
    shown === 'suspended' ? isNotNull(memberships.suspendedAt) : undefined,
  );
  const after = place ? sql`(${sorted}, ${users.id}) > (lower(${place[0]}), ${place[1]})` : undefined;
  const [rows, [counted]] = await Promise.all([
    membersOf(ctx.db)
      .where(and(wanted, after))
      .orderBy(asc(sorted), asc(users.id))
      .limit(limit + 1),
    ctx.db
      .select({ count: sql<number>`count(*)::int` })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(wanted),
  ]);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    members: page.map((row) => memberOf(who, row)),
    nextCursor: end ? writeCursor([end.name, end.row.userId]) : null,
    count: counted?.count ?? 0,
  };
}

/** By name, address, title and the other names they go by. */
function matches(search: string): SQL | undefined {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return or(
    sql`lower(${users.name}) like lower(${pattern})`,
    sql`${users.email} like lower(${pattern})`,
    sql`lower(${memberships.title}) like lower(${pattern})`,
    sql`lower(array_to_string(${memberships.aliases}, ' ')) like lower(${pattern})`,
  );
}
