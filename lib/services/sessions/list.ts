import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { memberships, organisations, sessions, ssoConnections } from '@/db/schema';
import type { Context, Member } from '../context';
import { entered } from '../organisations/mine';
import { deviceOf } from './device';
import type { Session } from './schemas';

/** More than anybody reads; those beyond were used longest ago, and ending all others ends them, too. */
const most = 100;

/** One's own sessions that count now, of every organisation: the one that asks first, then by their last use. */
export async function listSessions(
  { db }: Pick<Context, 'db'>,
  { userId }: Member,
  /** The hash of the session that asks. */
  current: string,
): Promise<{ sessions: Session[] }> {
  const rows = await db
    .select({ session: sessions, organisation: organisations.name, connection: ssoConnections.label })
    .from(sessions)
    .innerJoin(organisations, eq(organisations.id, sessions.orgId))
    .innerJoin(memberships, and(eq(memberships.orgId, sessions.orgId), eq(memberships.userId, userId)))
    .leftJoin(
      ssoConnections,
      and(eq(ssoConnections.orgId, sessions.orgId), eq(ssoConnections.id, sessions.connectionId)),
    )
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`), entered))
    .orderBy(desc(eq(sessions.tokenHash, current)), desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(most);
  return {
    sessions: rows.map(({ session, organisation, connection }) => ({
      id: session.id,
      device: deviceOf(session.userAgent),
      method: session.method,
      organisation,
      connection,
      address: session.address,
      openedAt: session.createdAt.toISOString(),
      lastUsedAt: session.lastSeenAt.toISOString(),
      current: session.tokenHash === current,
    })),
  };
}
