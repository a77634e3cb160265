import { and, eq } from 'drizzle-orm';
import { meetingPeople, memberships } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';
import { endAccess } from './end-access';
import { demandOtherOwner, demandOwner, inTurn, takeMember } from './rows';

/**
 * Takes somebody out of the organisation; what they did keeps their name.
 * @throws ServiceError `not_found`; `forbidden` for owners, where no owner asks; `conflict` for the last owner or oneself.
 */
export async function removeMember(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { userId }: { userId: string },
): Promise<void> {
  if (userId === who.userId) throw new ServiceError('conflict', 'member.remove_self');
  await ctx.db.transaction(async (tx) => {
    await inTurn(tx, who.orgId);
    const { row, name } = await takeMember(tx, who.orgId, userId);
    demandOwner(who, row.role);
    if (row.role === 'owner') await demandOtherOwner(tx, who.orgId, userId);
    await endMembership(tx, who.orgId, userId);
    await audit(tx, who, 'member.remove', { type: 'member', id: userId }, { name, before: { role: row.role } });
  });
  await recheckStreams(ctx, who.orgId, { userId });
}

/** One's own way out. @throws ServiceError `conflict` for the last owner. */
export async function leaveOrganisation(ctx: Pick<Context, 'db' | 'signal'>, who: Member): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await inTurn(tx, who.orgId);
    const { row, name } = await takeMember(tx, who.orgId, who.userId);
    if (row.role === 'owner') await demandOtherOwner(tx, who.orgId, who.userId);
    await endMembership(tx, who.orgId, who.userId);
    await audit(tx, who, 'member.leave', { type: 'member', id: who.userId }, { name, before: { role: row.role } });
  });
  await recheckStreams(ctx, who.orgId, who);
}

async function endMembership(tx: Executor, orgId: string, userId: string): Promise<void> {
  await endAccess(tx, orgId, userId);
  await tx.delete(meetingPeople).where(and(eq(meetingPeople.orgId, orgId), eq(meetingPeople.userId, userId)));
  await tx.delete(memberships).where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
}
