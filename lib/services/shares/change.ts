import { and, eq, sql } from 'drizzle-orm';
import { shareLinks } from '@/db/schema';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Context, Member } from '../context';
import { recheckStreams } from '../runs/recheck';
import { hashPassword } from './password';
import { findShare } from './rows';
import type { ChangeShare, Share } from './schemas';

/** What the trail says of a link: how many passages it hides, never which. */
const shown = ({ label, expiresAt, password, redaction }: Share) => ({
  ...{ label, expiresAt, password },
  hidden: { names: redaction.names, passages: redaction.passages.length },
});

/**
 * Changes what a link is called, asks for, hides, or when it ends; whoever reads by it now reads by the new terms at
 * once. @throws ServiceError `not_found`.
 */
export async function changeShare(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { meetingId, id, label, password, days, redaction }: ChangeShare & { meetingId: string; id: string },
): Promise<Share> {
  const passwordHash = typeof password === 'string' ? await hashPassword(password) : password;
  const share = await ctx.db.transaction(async (tx) => {
    const before = await findShare(tx, who, { meetingId, id });
    const change = {
      ...(label === undefined ? {} : { label }),
      ...(days === undefined ? {} : { expiresAt: sql`now() + make_interval(days => ${days})` }),
      ...(redaction === undefined ? {} : { redaction }),
      ...(passwordHash === undefined ? {} : { passwordHash, passwordVersion: sql`${shareLinks.passwordVersion} + 1` }),
    };
    if (Object.keys(change).length === 0) return before;
    await tx
      .update(shareLinks)
      .set(change)
      .where(and(eq(shareLinks.orgId, who.orgId), eq(shareLinks.id, id)));
    const after = await findShare(tx, who, { meetingId, id });
    await audit(
      tx,
      who,
      'share.change',
      { type: 'share_link', id },
      { meetingId, ...difference(shown(before), shown(after)) },
    );
    return after;
  });
  await recheckStreams(ctx, who.orgId, { meetingId });
  return share;
}
