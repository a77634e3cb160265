import { eq, sql } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import { demandOwner } from '../members/rows';
import { invitationOf, takeInvitation } from './rows';
import type { Invited } from './schemas';
import { type SendContext, sendInvitation } from './send';

const renewedDays = 7;

/**
 * A new link, for seven days more; the old one works no more.
 * @throws ServiceError `not_found`; `forbidden` for an owner’s, where no owner asks; `conflict` once it is accepted or revoked.
 */
export async function resendInvitation(ctx: SendContext, who: Member, { id }: { id: string }): Promise<Invited> {
  return ctx.db.transaction(async (tx) => {
    const { row } = await takeInvitation(tx, who.orgId, id);
    demandOwner(who, row.role);
    await tx
      .update(invitations)
      .set({ expiresAt: sql`now() + make_interval(days => ${renewedDays})` })
      .where(eq(invitations.id, id));
    const link = await sendInvitation(ctx, tx, id);
    await audit(tx, who, 'invitation.resend', { type: 'invitation', id }, { email: row.email, role: row.role });
    return { invitation: invitationOf(await takeInvitation(tx, who.orgId, id)), link };
  });
}
