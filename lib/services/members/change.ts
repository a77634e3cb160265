import { and, eq, sql } from 'drizzle-orm';
import { memberships } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { recheckStreams } from '../runs/recheck';
import { endAccess } from './end-access';
import { demandOtherOwner, demandOwner, inTurn, memberOf, takeMember } from './rows';
import type { ChangeMember, MemberRow } from './schemas';

/**
 * Gives a member another role, suspends or readmits them, or changes what tasks find them by. A role given by hand is
 * no longer the connection's to give. Suspending ends their sessions and API tokens at once.
 * @throws ServiceError `not_found`; `forbidden` for owners, where no owner asks; `conflict` for the last owner, or oneself suspended.
 */
export async function changeMember(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  input: ChangeMember,
): Promise<MemberRow> {
  const { userId, role, suspended, title, aliases } = input;
  const changed = await ctx.db.transaction(async (tx) => {
    await inTurn(tx, who.orgId);
    const { row } = await takeMember(tx, who.orgId, userId);
    const otherRole = role !== undefined && role !== row.role;
    const suspends = suspended === true && row.suspendedAt === null;
    const readmits = suspended === false && row.suspendedAt !== null;
    if (otherRole) demandOwner(who, row.role, role);
    if (suspends || readmits) demandOwner(who, row.role);
    if (suspends && userId === who.userId) throw new ServiceError('conflict', 'member.suspend_self');
    if (row.role === 'owner' && (otherRole || suspends)) await demandOtherOwner(tx, who.orgId, userId);
    const change = {
      ...(otherRole ? { role, connectionId: null } : {}),
      ...(suspends ? { suspendedAt: sql`now()` } : readmits ? { suspendedAt: null } : {}),
      ...(title === undefined ? {} : { title }),
      ...(aliases === undefined ? {} : { aliases: [...new Set(aliases)] }),
    };
    if (Object.keys(change).length > 0) {
      await tx
        .update(memberships)
        .set(change)
        .where(and(eq(memberships.orgId, who.orgId), eq(memberships.userId, userId)));
    }
    if (suspends) await endAccess(tx, who.orgId, userId);
    const changed = await takeMember(tx, who.orgId, userId);
    const [before, after] = [standOf(row), standOf(changed.row)];
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      const action = suspends ? 'member.suspend' : readmits ? 'member.restore' : 'member.change';
      await audit(tx, who, action, { type: 'member', id: userId }, { name: changed.name, before, after });
    }
    return memberOf(who, changed);
  });
  if (role !== undefined || suspended !== undefined) await recheckStreams(ctx, who.orgId, { userId });
  return changed;
}

const standOf = ({ role, suspendedAt, title, aliases }: typeof memberships.$inferSelect) => ({
  role,
  suspended: suspendedAt !== null,
  title,
  aliases,
});
