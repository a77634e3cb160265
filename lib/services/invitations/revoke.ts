import { eq, sql } from 'drizzle-orm';
import { invitations } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { demandOwner } from '../members/rows';
import { takeInvitation } from './rows';

/** Takes an invitation back: its link works no more. @throws as `resendInvitation`. */
export async function revokeInvitation(ctx: Pick<Context, 'db'>, who: Member, { id }: { id: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { row } = await takeInvitation(tx, who.orgId, id);
    demandOwner(who, row.role);
    await tx.update(invitations).set({ revokedAt: sql`now()` }).where(eq(invitations.id, id));
    await audit(tx, who, 'invitation.revoke', { type: 'invitation', id }, { email: row.email, role: row.role });
  });
}
