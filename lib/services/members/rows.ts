import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { memberships, ssoConnections, users } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { MemberRow } from './schemas';

/** Memberships of an organisation with their people, and with the connection that gives the role. */
export const membersOf = (db: Executor) =>
  db
    .select({ row: memberships, name: users.name, email: users.email, roleFrom: ssoConnections.label })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(ssoConnections, eq(ssoConnections.id, memberships.connectionId));

type Found = Awaited<ReturnType<typeof membersOf>>[number];

export function memberOf(who: Member, { row, name, email, roleFrom }: Found): MemberRow {
  const administers = may(who, 'member.change');
  return {
    id: row.userId,
    name,
    email,
    role: row.role,
    roleFrom,
    title: row.title,
    aliases: row.aliases,
    joinedAt: row.createdAt.toISOString(),
    seenAt: administers ? (row.seenAt?.toISOString() ?? null) : null,
    suspendedAt: administers ? (row.suspendedAt?.toISOString() ?? null) : null,
  };
}

/** Takes a member for this transaction. @throws ServiceError `not_found`. */
export async function takeMember(tx: Executor, orgId: string, userId: string): Promise<Found> {
  const [found] = await membersOf(tx)
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)))
    .for('update', { of: memberships });
  if (!found) throw new ServiceError('not_found', 'member.not_found');
  return found;
}

/** Only owners make or unmake owners. @throws ServiceError `forbidden`. */
export function demandOwner(who: Member, ...roles: (MemberRow['role'] | undefined)[]): void {
  if (who.role !== 'owner' && roles.includes('owner')) throw new ServiceError('forbidden', 'member.owners_only');
}

/** Takes the organisation, so that changes of its owners come one after the other. */
export async function inTurn(tx: Executor, orgId: string): Promise<void> {
  await tx.execute(sql`select 1 from organisations where id = ${orgId} for no key update`);
}

/** Before an owner becomes none, in turn: another one who can get in has to be there. @throws ServiceError `conflict`. */
export async function demandOtherOwner(tx: Executor, orgId: string, userId: string): Promise<void> {
  const [other] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.orgId, orgId),
        eq(memberships.role, 'owner'),
        isNull(memberships.suspendedAt),
        ne(memberships.userId, userId),
      ),
    )
    .limit(1);
  if (!other) throw new ServiceError('conflict', 'member.last_owner');
}
