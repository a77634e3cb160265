import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { invitations, memberships, type ssoConnections } from '@/db/schema';
import { audit } from '../audit';
import type { OrgRole } from '../context';
import type { Executor } from '../data';
import { tellAdmins } from '../notifications/tell-admins';
import { type Arrival, Refused } from './arrival';
import type { Person } from './person';
import { roleOf } from './role-of';

type Connection = typeof ssoConnections.$inferSelect;

/**
 * Makes a member of whom a connection lets in, with the role that is theirs now, and writes down that they signed in.
 * A role that a person gave stays; one that groups give is theirs anew. @throws Refused
 */
export async function join(tx: Executor, connection: Connection, person: Person, arrival: Arrival): Promise<OrgRole> {
  const { userId, membership, invitation } = person;
  if (membership?.suspendedAt) throw new Refused('sign_in.suspended', userId);
  const role = await roleNow(tx, connection, person, arrival.groups);
  if (role === null) throw new Refused('sign_in.no_group', userId);
  const { orgId, id: connectionId, label, kind } = connection;
  const who = { orgId, userId, from: arrival.from };
  const subject = { type: 'member', id: userId };
  if (!membership) {
    const given = { role, connectionId: invitation ? null : connectionId };
    await tx.insert(memberships).values({ orgId, userId, ...given });
    if (invitation)
      await tx
        .update(invitations)
        .set({ acceptedAt: sql`now()`, acceptedBy: userId })
        .where(and(eq(invitations.orgId, orgId), eq(invitations.id, invitation.id), isNull(invitations.acceptedAt)));
    // Whom somebody has invited, they expect.
    if (!invitation)
      await tellAdmins(tx, {
        orgId,
        kind: 'member_joined',
        key: `joined ${userId}`,
        args: { name: person.name, reason: null },
        but: userId,
      });
    await audit(tx, who, 'member.join', subject, { role, by: label, invitation: invitation?.id ?? null });
  } else if (membership.connectionId !== null) {
    await tx
      .update(memberships)
      .set({ role, connectionId })
      .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
    if (role !== membership.role)
      await audit(tx, who, 'member.role', subject, { before: membership.role, after: role, by: label });
  }
  await audit(tx, who, 'session.open', { type: 'connection', id: connectionId }, { method: kind, connection: label });
  return role;
}

async function roleNow(
  tx: Executor,
  connection: Connection,
  { userId, membership, invitation }: Person,
  groups: readonly string[],
): Promise<OrgRole | null> {
  if (membership && membership.connectionId === null) return membership.role;
  if (!membership && invitation) return invitation.role;
  const role = roleOf(connection, groups);
  if (membership?.role !== 'owner' || role === 'owner') return role;
  // Nobody's groups may leave an organisation without an owner.
  const others = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.orgId, connection.orgId),
        eq(memberships.role, 'owner'),
        isNull(memberships.suspendedAt),
        ne(memberships.userId, userId),
      ),
    )
    .limit(1);
  return others.length > 0 ? role : 'owner';
}
