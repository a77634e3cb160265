import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { adminNotices } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import type { AdminNotice } from './schemas';

type Ctx = Pick<DataContext, 'db'>;

const newest = 20;
const mine = (who: Member) => and(eq(adminNotices.orgId, who.orgId), eq(adminNotices.userId, who.userId));

/** Whoever administers no longer is told no longer, whatever they were told before. */
export const administers = ({ role }: Pick<Member, 'role'>): boolean => role === 'owner' || role === 'admin';

/** What an administrator was told of the organisation, newest first; nothing for anybody else. */
export async function listAdminNotices({ db }: Ctx, who: Member): Promise<AdminNotice[]> {
  if (!administers(who)) return [];
  const rows = await db
    .select()
    .from(adminNotices)
    .where(mine(who))
    .orderBy(desc(adminNotices.createdAt), desc(adminNotices.id))
    .limit(newest);
  return rows.map(({ id, kind, args, createdAt, readAt }) => ({
    id,
    kind,
    ...args,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  }));
}

/** How many of them are not read, as part of a statement about whoever asks. */
export const unreadAdminNotices = (who: Member) =>
  administers(who)
    ? sql<number>`(select count(*)::int from ${adminNotices} where ${and(mine(who), isNull(adminNotices.readAt))})`
    : sql<number>`0`;

/** Marks them as read: all, or those of these ids. */
export async function readAdminNotices({ db }: Ctx, who: Member, ids: readonly string[] | null): Promise<void> {
  const which = ids === null ? undefined : inArray(adminNotices.id, [...ids]);
  await db
    .update(adminNotices)
    .set({ readAt: sql`now()` })
    .where(and(mine(who), isNull(adminNotices.readAt), which));
}
