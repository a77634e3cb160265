import { and, eq, isNotNull, isNull, ne, notInArray, or } from 'drizzle-orm';
import { organisations, orgDomains, sessions, ssoConnections } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';

/**
 * Makes the organisation's connections the only way in, but for the owners' link, or opens it again. Sessions that were
 * opened otherwise end. @throws ServiceError `conflict` while no connection works or no domain is verified.
 */
export async function enforceSignIn(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { ssoOnly }: { ssoOnly: boolean },
): Promise<void> {
  const { orgId } = who;
  const ended = await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select().from(organisations).where(eq(organisations.id, orgId)).for('update');
    if (before?.ssoOnly === ssoOnly) return [];
    await tx.update(organisations).set({ ssoOnly }).where(eq(organisations.id, orgId));
    await checkStillOpen(tx, orgId);
    await audit(tx, who, 'sso.enforce', { type: 'organisation', id: orgId }, { before: !ssoOnly, after: ssoOnly });
    if (!ssoOnly) return [];
    const own = tx.select({ id: ssoConnections.id }).from(ssoConnections).where(eq(ssoConnections.orgId, orgId));
    return tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.orgId, orgId),
          ne(sessions.method, 'owner_link'),
          ne(sessions.userId, who.userId),
          or(isNull(sessions.connectionId), notInArray(sessions.connectionId, own)),
        ),
      )
      .returning({ userId: sessions.userId });
  });
  const people = new Set(ended.map(({ userId }) => userId));
  await Promise.all([...people].map((userId) => recheckStreams(ctx, orgId, { userId })));
}

/** @throws ServiceError `conflict` where the connections are the only way in and none leads anybody. */
export async function checkStillOpen(tx: Executor, orgId: string): Promise<void> {
  const [org] = await tx
    .select({ ssoOnly: organisations.ssoOnly })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  if (!org?.ssoOnly) return;
  const works = await tx
    .select({ id: ssoConnections.id })
    .from(ssoConnections)
    .where(and(eq(ssoConnections.orgId, orgId), eq(ssoConnections.state, 'ready')))
    .limit(1);
  if (works.length === 0) throw new ServiceError('conflict', 'sign_in.no_way_left');
  const domains = await tx
    .select({ id: orgDomains.id })
    .from(orgDomains)
    .where(and(eq(orgDomains.orgId, orgId), isNotNull(orgDomains.verifiedAt)))
    .limit(1);
  if (domains.length === 0) throw new ServiceError('conflict', 'sign_in.no_domain_left');
}
