import { and, eq, ne, type SQL } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';

type EndContext = Pick<Context, 'db' | 'signal'>;

/** Ends one of one's own sessions at once, of any organisation, with the streams that it has open. @throws ServiceError `not_found`. */
export async function endSession(ctx: EndContext, who: Member, id: string): Promise<void> {
  if ((await end(ctx, who, eq(sessions.id, id))) === 0) throw new ServiceError('not_found', 'session.not_found');
}

/** Ends all of one's own sessions but the one whose hash is `current`. */
export async function endOtherSessions(ctx: EndContext, who: Member, current: string): Promise<void> {
  await end(ctx, who, ne(sessions.tokenHash, current));
}

async function end(ctx: EndContext, who: Member, which: SQL): Promise<number> {
  const ended = await ctx.db.transaction(async (tx) => {
    const gone = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, who.userId), which))
      .returning({ id: sessions.id, orgId: sessions.orgId });
    for (const { id, orgId } of gone) await audit(tx, { ...who, orgId }, 'session.end', { type: 'session', id });
    return gone;
  });
  for (const orgId of new Set(ended.map((one) => one.orgId))) await recheckStreams(ctx, orgId, { userId: who.userId });
  return ended.length;
}
