import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { invitations, users } from '@/db/schema';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { Invitation, invitationStates } from './schemas';

/** By the database's clock. */
export const stateOf = sql<(typeof invitationStates)[number]>`case
  when ${invitations.acceptedAt} is not null then 'accepted' when ${invitations.revokedAt} is not null then 'revoked'
  when ${invitations.expiresAt} < now() then 'expired' else 'open' end`;

export const invitationsOf = (db: Executor) =>
  db
    .select({ row: invitations, state: stateOf, invitedBy: users.name })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy));

type Found = Awaited<ReturnType<typeof invitationsOf>>[number];

export const invitationOf = ({ row, state, invitedBy }: Found): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  state,
  invitedBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  acceptedAt: row.acceptedAt?.toISOString() ?? null,
  mail: { state: row.mailState, reason: row.mailReason },
});

/** Neither accepted nor revoked; its time may be over. */
export const pending = (...more: (SQL | undefined)[]): SQL | undefined =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), ...more);

/** Takes an invitation for this transaction. @throws ServiceError `not_found`; `conflict` once it is accepted or revoked. */
export async function takeInvitation(tx: Executor, orgId: string, id: string): Promise<Found> {
  const [found] = await invitationsOf(tx)
    .where(and(eq(invitations.orgId, orgId), eq(invitations.id, id)))
    .for('update', { of: invitations });
  if (!found) throw new ServiceError('not_found', 'invitation.not_found');
  if (found.row.acceptedAt || found.row.revokedAt) throw new ServiceError('conflict', 'invitation.over');
  return found;
}
