import { and, eq, isNotNull } from 'drizzle-orm';
import { memberships, organisations, orgDomains, sessions, ssoConnections, users } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { entered } from './mine';

type Session = Pick<typeof sessions.$inferSelect, 'method' | 'connectionId'>;

/**
 * Goes over to another organisation of one's own: the session ends and one of the other is opened by `open`, in one
 * transaction. `from` is the hash of the session that asks.
 * @throws ServiceError `not_found` for one that is not one's own; `forbidden` where this session is no proof for it.
 */
export async function enterOrganisation<T>(
  ctx: Pick<Context, 'db'>,
  who: Member,
  { organisation, from }: { organisation: string; from: string },
  open: (tx: Executor, into: { orgId: string; userId: string }, session: Session) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: organisations.id, name: organisations.name, ssoOnly: organisations.ssoOnly, email: users.email })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.orgId))
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.userId, who.userId), eq(organisations.id, organisation), entered));
    const [session] = await tx
      .delete(sessions)
      .where(and(eq(sessions.tokenHash, from), eq(sessions.userId, who.userId)))
      .returning();
    if (!found || !session) throw new ServiceError('not_found', 'organisation.not_found');
    if (!(await proves(tx, session, found))) {
      throw new ServiceError('forbidden', 'organisation.sign_in_there', { organisation: found.name });
    }
    await audit(
      tx,
      { ...who, orgId: found.id },
      'session.open',
      { type: 'member', id: who.userId },
      { method: session.method, entered_from: who.orgId },
    );
    return open(tx, { orgId: found.id, userId: who.userId }, session);
  });
}

/**
 * Whether what opened a session counts in another organisation: one with enforced single sign-on takes its own
 * connections alone; another's connection speaks for addresses of its verified domains and for those who have none.
 */
async function proves(
  tx: Executor,
  { connectionId }: Session,
  into: { id: string; ssoOnly: boolean; email: string | null },
): Promise<boolean> {
  const [connection] = connectionId
    ? await tx.select({ orgId: ssoConnections.orgId }).from(ssoConnections).where(eq(ssoConnections.id, connectionId))
    : [];
  if (connection?.orgId === into.id) return true;
  if (into.ssoOnly) return false;
  if (!connectionId || into.email === null) return true;
  if (!connection) return false;
  const domain = into.email.slice(into.email.lastIndexOf('@') + 1);
  const [own] = await tx
    .select({ id: orgDomains.id })
    .from(orgDomains)
    .where(
      and(eq(orgDomains.orgId, connection.orgId), eq(orgDomains.domain, domain), isNotNull(orgDomains.verifiedAt)),
    );
  return own !== undefined;
}
