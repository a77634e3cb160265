import { and, eq, sql } from 'drizzle-orm';
import { organisations, sessions, ssoConnections, usedAssertions } from '@/db/schema';
import { audit } from '../audit';
import type { Context } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';
import { type Arrival, type Landed, type LandingRefusal, Refused } from './arrival';
import { join } from './join';
import { personOf } from './person';

type Connection = typeof ssoConnections.$inferSelect;

/**
 * Lets in whom a provider has vouched for, or refuses: the only way from a provider to a session, which
 * `lib/auth/enter.ts` opens for whom this returns. Who comes for the first time becomes a member; where groups give the
 * role it is written anew each time, and whoever is in none of them any more is out at once.
 * @throws ServiceError `forbidden` with one of `landingRefusals`; `extra.organisation` is its name where one is known.
 */
export async function land(ctx: Pick<Context, 'db' | 'signal'>, arrival: Arrival): Promise<Landed> {
  const [found] = await ctx.db
    .select({ connection: ssoConnections, organisation: organisations })
    .from(ssoConnections)
    .innerJoin(organisations, eq(organisations.id, ssoConnections.orgId))
    .where(eq(ssoConnections.id, arrival.connection));
  if (!found) throw new ServiceError('forbidden', 'sign_in.no_connection');
  const { connection, organisation } = found;
  const landed = await ctx.db.transaction(async (tx) => {
    // One at a time for each person: two tabs that arrive together make one account.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${connection.id} ${arrival.subject}`}, 0))`);
    if (!(await countsOnce(tx, connection, arrival)))
      return turnAway(tx, connection, arrival, new Refused('sign_in.used'));
    try {
      return await tx.transaction(async (inner) => {
        const person = await personOf(inner, connection, arrival);
        const role = await join(inner, connection, person, arrival);
        if (organisation.deleteAt && role !== 'owner') throw new Refused('sign_in.leaving', person.userId);
        const { orgId, id: connectionId, kind: method } = connection;
        return { orgId, userId: person.userId, name: person.name, method, connectionId };
      });
    } catch (error) {
      if (error instanceof Refused) return turnAway(tx, connection, arrival, error);
      throw error;
    }
  });
  if ('refused' in landed) {
    if (landed.userId) await recheckStreams(ctx, connection.orgId, { userId: landed.userId });
    throw new ServiceError('forbidden', landed.refused, {}, [], { organisation: organisation.name });
  }
  return landed;
}

/** What a refusal leaves behind: its row in the trail, and no session of whom the provider has let go. */
async function turnAway(
  tx: Executor,
  { id, orgId, label }: Connection,
  { email, from }: Arrival,
  { reason, userId }: Refused,
): Promise<{ refused: LandingRefusal; userId: string | null }> {
  if (reason === 'sign_in.no_group' && userId)
    await tx.delete(sessions).where(and(eq(sessions.orgId, orgId), eq(sessions.userId, userId)));
  const detail = { reason, email, connection: label };
  await audit(tx, { orgId, userId, from }, 'session.refuse', { type: 'connection', id }, detail);
  return { refused: reason, userId };
}

async function countsOnce(tx: Executor, { id, orgId }: Connection, { answer }: Arrival): Promise<boolean> {
  if (!answer) return true;
  await tx.execute(sql`delete from used_assertions where connection_id = ${id} and expires_at < now()`);
  const kept = await tx
    .insert(usedAssertions)
    .values({ orgId, connectionId: id, assertion: answer.id, expiresAt: answer.until })
    .onConflictDoNothing()
    .returning({ assertion: usedAssertions.assertion });
  return kept.length > 0;
}
