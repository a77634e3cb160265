import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { notifications } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { readAdminNotices } from './admin-list';
import { countUnread } from './list';
import type { readNoticesSchema } from './schemas';

/** Marks the member's own notices as read; ids of others are passed over. Returns how many are left. */
export async function readNotices(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  which: z.output<typeof readNoticesSchema>,
): Promise<{ unread: number }> {
  await ctx.db
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(
      and(
        eq(notifications.orgId, who.orgId),
        eq(notifications.userId, who.userId),
        isNull(notifications.readAt),
        'ids' in which ? inArray(notifications.id, which.ids) : undefined,
      ),
    );
  await readAdminNotices(ctx, who, 'ids' in which ? which.ids : null);
  return { unread: await countUnread(ctx, who) };
}
