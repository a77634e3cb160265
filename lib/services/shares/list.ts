import { and, count, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { shareLinks } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { findMeeting, readShares } from './rows';
import type { Share } from './schemas';

/** The meeting's share links, the newest first, also those that have ended. @throws ServiceError `not_found`. */
export async function listShares(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId }: { meetingId: string },
): Promise<{ shares: Share[] }> {
  await findMeeting(ctx.db, who, meetingId);
  return { shares: await readShares(ctx.db, who, meetingId) };
}

/** How many links to the meeting open today. */
export async function countShares(
  ctx: Pick<DataContext, 'db'>,
  { orgId }: Member,
  { meetingId }: { meetingId: string },
): Promise<number> {
  const [row] = await ctx.db
    .select({ links: count() })
    .from(shareLinks)
    .where(
      and(
        eq(shareLinks.orgId, orgId),
        eq(shareLinks.meetingId, meetingId),
        isNull(shareLinks.revokedAt),
        gt(shareLinks.expiresAt, sql`now()`),
        or(eq(shareLinks.once, false), isNull(shareLinks.openedBy)),
      ),
    );
  return row?.links ?? 0;
}
