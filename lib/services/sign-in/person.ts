import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { identities, invitations, memberships, orgDomains, type ssoConnections, users } from '@/db/schema';
import type { OrgRole } from '../context';
import type { Executor } from '../data';
import { type Arrival, Refused } from './arrival';

type Connection = Pick<typeof ssoConnections.$inferSelect, 'id' | 'orgId'>;

/** Whom a provider speaks of: somebody of ours, or somebody who may come in for the first time. */
export interface Person {
  userId: string;
  name: string;
  membership: typeof memberships.$inferSelect | null;
  /** An open invitation for their address. */
  invitation: { id: string; role: OrgRole } | null;
}

/** The part behind the `@`, lower case. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/**
 * Finds who a connection's subject is, else takes the address's word for it: that of a domain which is verified for
 * the connection's organisation, or one that is invited there and that the provider has verified. Only the former
 * leads to an account that is already there, so that no organisation's provider can speak for another's people.
 * @throws Refused
 */
export async function personOf(
  tx: Executor,
  connection: Connection,
  { subject, email, emailVerified, name, groups }: Arrival,
): Promise<Person> {
  const address = email?.trim().toLowerCase() || null;
  const known = await byIdentity(tx, connection, subject);
  if (known?.membership) {
    const seen = { groups: [...groups], seenAt: sql`now()` };
    await tx
      .update(identities)
      .set(seen)
      .where(and(eq(identities.connectionId, connection.id), eq(identities.subject, subject)));
    return { ...known, invitation: null };
  }
  if (!address?.includes('@')) throw new Refused('sign_in.no_address');
  if (emailVerified === false) throw new Refused('sign_in.address_unverified');
  const proven = await isDomainOf(tx, connection.orgId, domainOf(address));
  const invitation = proven || emailVerified ? await openInvitation(tx, connection.orgId, address) : null;
  if (!proven && !invitation) throw new Refused(emailVerified ? 'sign_in.not_expected' : 'sign_in.address_unverified');
  const person =
    known ?? (await byAddress(tx, connection.orgId, address, proven)) ?? (await newUser(tx, address, { name, proven }));
  await tx
    .insert(identities)
    .values({
      orgId: connection.orgId,
      connectionId: connection.id,
      subject,
      userId: person.userId,
      groups: [...groups],
    })
    .onConflictDoUpdate({
      target: [identities.connectionId, identities.subject],
      set: { groups: [...groups], seenAt: sql`now()` },
    });
  return { ...person, invitation };
}

type Found = Pick<Person, 'userId' | 'name' | 'membership'>;

async function byIdentity(tx: Executor, { id, orgId }: Connection, subject: string): Promise<Found | null> {
  const [row] = await tx
    .select({ userId: users.id, name: users.name, membership: memberships })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .leftJoin(memberships, and(eq(memberships.orgId, orgId), eq(memberships.userId, users.id)))
    .where(and(eq(identities.connectionId, id), eq(identities.orgId, orgId), eq(identities.subject, subject)));
  return row ?? null;
}

/** Without proof by its domain, an address names nobody but a member of this organisation. */
async function byAddress(tx: Executor, orgId: string, address: string, proven: boolean): Promise<Found | null> {
  const [row] = await tx
    .select({ userId: users.id, name: users.name, membership: memberships })
    .from(users)
    .leftJoin(memberships, and(eq(memberships.orgId, orgId), eq(memberships.userId, users.id)))
    .where(eq(users.email, address));
  return row && (proven || row.membership) ? row : null;
}

/** Whoever comes by an invitation alone gets no address: it may be somebody else's, who comes later. */
async function newUser(
  tx: Executor,
  address: string,
  { name, proven }: { name: string | null; proven: boolean },
): Promise<Found> {
  const called = name?.trim().slice(0, 120) || address.slice(0, address.lastIndexOf('@'));
  const [made] = await tx
    .insert(users)
    .values({ name: called, email: proven ? address : null })
    .onConflictDoUpdate({ target: users.email, set: { email: address } })
    .returning({ userId: users.id, name: users.name });
  if (!made) throw new Error('a user that was inserted has an id');
  return { ...made, membership: null };
}

async function isDomainOf(tx: Executor, orgId: string, domain: string): Promise<boolean> {
  const found = await tx
    .select({ id: orgDomains.id })
    .from(orgDomains)
    .where(and(eq(orgDomains.orgId, orgId), eq(orgDomains.domain, domain), isNotNull(orgDomains.verifiedAt)));
  return found.length > 0;
}

async function openInvitation(tx: Executor, orgId: string, email: string) {
  const [found] = await tx
    .select({ id: invitations.id, role: invitations.role })
    .from(invitations)
    .where(
      and(
        eq(invitations.orgId, orgId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        sql`${invitations.expiresAt} > now()`,
      ),
    );
  return found ?? null;
}
