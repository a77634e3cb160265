import { and, eq, ne } from 'drizzle-orm';
import { sessions, ssoConnections } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';
import { checkStillOpen } from './enforce';
import { connectionOf } from './rows';

/**
 * Removes a connection and ends the sessions that it opened, but for whoever removes it. Members stay.
 * @throws ServiceError `not_found`; `conflict` where it is the only way in that is left.
 */
export async function removeConnection(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { id }: { id: string },
): Promise<void> {
  const { orgId } = who;
  const ended = await ctx.db.transaction(async (tx) => {
    const [gone] = await tx.delete(ssoConnections).where(connectionOf(orgId, id)).returning();
    if (!gone) throw new ServiceError('not_found', 'sign_in.connection_not_found');
    await checkStillOpen(tx, orgId);
    const theirs = await tx
      .delete(sessions)
      .where(and(eq(sessions.orgId, orgId), eq(sessions.connectionId, id), ne(sessions.userId, who.userId)))
      .returning({ userId: sessions.userId });
    const { label, kind, issuer } = gone;
    await audit(tx, who, 'sso.remove', { type: 'connection', id }, { label, kind, issuer, sessions: theirs.length });
    return theirs;
  });
  const people = new Set(ended.map(({ userId }) => userId));
  await Promise.all([...people].map((userId) => recheckStreams(ctx, orgId, { userId })));
}
