import { and, eq, isNull, sql } from 'drizzle-orm';
import { shareLinks } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { recheckStreams } from '../runs/recheck';
import { findShare } from './rows';
import type { Share } from './schemas';

/** Ends a link at once: pages do not open any more, and open streams end. @throws ServiceError `not_found`. */
export async function revokeShare(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { meetingId, id }: { meetingId: string; id: string },
): Promise<Share> {
  const share = await ctx.db.transaction(async (tx) => {
    await findShare(tx, who, { meetingId, id });
    const revoked = await tx
      .update(shareLinks)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(shareLinks.orgId, who.orgId), eq(shareLinks.id, id), isNull(shareLinks.revokedAt)))
      .returning({ label: shareLinks.label, scope: shareLinks.scope });
    for (const detail of revoked) {
      await audit(tx, who, 'share.revoke', { type: 'share_link', id }, { meetingId, ...detail });
    }
    return findShare(tx, who, { meetingId, id });
  });
  await recheckStreams(ctx, who.orgId, { meetingId });
  return share;
}
