import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { sessions, ssoConnections } from '@/db/schema';
import type { Context, Member } from '../context';
import { deviceOf } from './device';
import type { Session } from './schemas';

/** More than anybody reads; those beyond were used longest ago, and ending all others ends them, too. */
const most = 100;

/** One's own sessions of this organisation that count now: the one that asks first, then by their last use. */
export async function listSessions(
  { db }: Pick<Context, 'db'>,
  { orgId, userId }: Member,
  /** The hash of the session that asks. */
  current: string,
): Promise<{ sessions: Session[] }> {
  const mine = and(eq(sessions.orgId, orgId), eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`));
  const rows = await db
    .select({ session: sessions, connection: ssoConnections.label })
    .from(sessions)
    .leftJoin(ssoConnections, and(eq(ssoConnections.orgId, orgId), eq(ssoConnections.id, sessions.connectionId)))
    .where(mine)
    .orderBy(desc(eq(sessions.tokenHash, current)), desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(most);
  return {
    sessions: rows.map(({ session, connection }) => ({
      id: session.id,
      device: deviceOf(session.userAgent),
      method: session.method,
      connection,
      address: session.address,
      openedAt: session.createdAt.toISOString(),
      lastUsedAt: session.lastSeenAt.toISOString(),
      current: session.tokenHash === current,
    })),
  };
}
