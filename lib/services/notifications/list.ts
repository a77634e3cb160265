import { desc, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { decisions, meetings, notifications } from '@/db/schema';
import type { Member } from '../context';
import { readCursor, timeAndId, writeCursor } from '../cursor';
import type { DataContext } from '../data';
import { listAdminNotices, unreadAdminNotices } from './admin-list';
import { done, noticeOf, noticesOf, own } from './rows';
import { listNoticesSchema, type NoticeList } from './schemas';

type Ctx = Pick<DataContext, 'db'>;

/** The member's own notices, newest first, a page at a time. @throws ServiceError `invalid` for a foreign cursor. */
export async function listNotices(
  ctx: Ctx,
  who: Member,
  input: z.input<typeof listNoticesSchema>,
): Promise<NoticeList> {
  const { cursor, limit } = listNoticesSchema.parse(input);
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  const after = place
    ? sql`(${notifications.createdAt}, ${notifications.id}) < (${place[0]}::timestamptz, ${place[1]})`
    : undefined;
  const [administration, rows, unread] = await Promise.all([
    place ? [] : listAdminNotices(ctx, who),
    noticesOf(ctx.db)
      .where(own(who, after))
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(limit + 1),
    countUnread(ctx, who),
  ]);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1)?.row : undefined;
  return {
    administration,
    notifications: page.map((one) => noticeOf(one.row, one.done)),
    nextCursor: end ? writeCursor([end.createdAt.toISOString(), end.id]) : null,
    unread,
  };
}

/** How many notices wait for the member: not read, and what they ask for not done; with those of administrators. */
export async function countUnread(ctx: Ctx, who: Member): Promise<number> {
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int + ${unreadAdminNotices(who)}` })
    .from(notifications)
    .innerJoin(meetings, sql`${meetings.id} = ${notifications.meetingId}`)
    .leftJoin(decisions, sql`${decisions.runId} = ${notifications.runId}`)
    .where(own(who, isNull(notifications.readAt), sql`not (${done})`));
  return row?.count ?? 0;
}
