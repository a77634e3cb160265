import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { memberships, users } from '@/db/schema';
import type { Executor } from '../data';

/** The one member whose name or e-mail address the agenda's decider is; null where none or several are meant. */
export async function resolveDecider(db: Executor, orgId: string, decider: string): Promise<string | null> {
  const found = await db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.orgId, orgId),
        isNull(memberships.suspendedAt),
        or(sql`lower(${users.name}) = lower(${decider})`, sql`${users.email} = lower(${decider})`),
      ),
    )
    .limit(2);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
