import { and, eq, sql } from 'drizzle-orm';
import { invitations, memberships, users } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { demandOwner } from '../members/rows';
import { invitationOf, invitationsOf, pending } from './rows';
import type { Invite, Invited } from './schemas';
import { type SendContext, sendInvitation } from './send';
import { newToken } from './token';

/** So that nobody mails the world from here. */
const openAtMost = 1000;

/**
 * Asks somebody into the organisation, by the address of their mail.
 * @throws ServiceError `forbidden` for an owner’s role, where no owner asks; `conflict` for a member, or one who is invited.
 */
export async function invite(ctx: SendContext, who: Member, { email, role, days }: Invite): Promise<Invited> {
  demandOwner(who, role);
  return ctx.db.transaction(async (tx) => {
    await demandNew(tx, who.orgId, email);
    const [row] = await tx
      .insert(invitations)
      .values({
        orgId: who.orgId,
        email,
        role,
        tokenHash: newToken().tokenHash,
        invitedBy: who.userId,
        expiresAt: sql`now() + make_interval(days => ${days})`,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (!row) throw new ServiceError('conflict', 'invitation.open', { email });
    const link = await sendInvitation(ctx, tx, row.id);
    await audit(tx, who, 'invitation.create', { type: 'invitation', id: row.id }, { email, role, days });
    const [made] = await invitationsOf(tx).where(eq(invitations.id, row.id));
    if (!made) throw new ServiceError('unavailable', 'unavailable');
    return { invitation: invitationOf(made), link };
  });
}

/** @throws ServiceError `conflict`. What has expired makes room. */
async function demandNew(tx: Executor, orgId: string, email: string): Promise<void> {
  const [member] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(users.email, email)));
  if (member) throw new ServiceError('conflict', 'invitation.member', { email });
  const own = eq(invitations.orgId, orgId);
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(pending(own, eq(invitations.email, email), sql`${invitations.expiresAt} < now()`));
  const [counted] = await tx.select({ count: sql<number>`count(*)::int` }).from(invitations).where(pending(own));
  if ((counted?.count ?? 0) >= openAtMost) {
    throw new ServiceError('conflict', 'invitation.too_many', { limit: openAtMost });
  }
}
