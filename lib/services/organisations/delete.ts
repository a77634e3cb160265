import { and, eq, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import { meetings, memberships, openStreams, organisations, users } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { endAccess } from '../members/end-access';
import { recheckStreams } from '../runs/recheck';

/** Until then its owners can take it back. */
export const graceDays = 30;

/**
 * Has the organisation deleted in thirty days; until then its owners get in and may take it back, everybody else is
 * out at once. @throws ServiceError `invalid` unless its name is given; `conflict` while held, or deleted already.
 */
export async function deleteOrganisation(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { name }: { name: string },
): Promise<{ deleteAt: string }> {
  const deleteAt = await ctx.db.transaction(async (tx) => {
    const org = await take(tx, who.orgId);
    if (org.name.trim() !== name.trim()) throw new ServiceError('invalid', 'organisation.name_differs');
    if (org.deleteAt) throw new ServiceError('conflict', 'organisation.deleting');
    const [held] = await tx
      .select({ id: meetings.id })
      .from(meetings)
      .where(and(eq(meetings.orgId, who.orgId), isNotNull(meetings.heldAt)))
      .limit(1);
    if (org.heldAt || held) throw new ServiceError('conflict', 'organisation.held');
    const [set] = await tx
      .update(organisations)
      .set({ deleteAt: sql`now() + make_interval(days => ${graceDays})` })
      .where(eq(organisations.id, who.orgId))
      .returning({ deleteAt: organisations.deleteAt });
    const others = await tx
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.orgId, who.orgId), ne(memberships.role, 'owner')));
    for (const { userId } of others) await endAccess(tx, who.orgId, userId);
    await audit(tx, who, 'organisation.delete', { type: 'organisation', id: who.orgId }, { deleteAt: set?.deleteAt });
    return set?.deleteAt;
  });
  const watching = await ctx.db
    .selectDistinct({ userId: openStreams.userId })
    .from(openStreams)
    .where(eq(openStreams.orgId, who.orgId));
  await Promise.all(watching.map((one) => recheckStreams(ctx, who.orgId, one)));
  return { deleteAt: deleteAt?.toISOString() ?? '' };
}

/** Takes back what `deleteOrganisation` began. @throws ServiceError `conflict` where nothing is to be deleted. */
export async function restoreOrganisation(ctx: Pick<Context, 'db'>, who: Member): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { deleteAt } = await take(tx, who.orgId);
    if (!deleteAt) throw new ServiceError('conflict', 'organisation.not_deleting');
    await tx.update(organisations).set({ deleteAt: null }).where(eq(organisations.id, who.orgId));
    await audit(tx, who, 'organisation.restore', { type: 'organisation', id: who.orgId }, { before: { deleteAt } });
  });
}

async function take(tx: Executor, orgId: string) {
  const [org] = await tx.select().from(organisations).where(eq(organisations.id, orgId)).for('update');
  if (!org) throw new ServiceError('not_found', 'organisation.not_found');
  return org;
}

/** Deletes what is due with all that belongs to it, and the people who then belong nowhere. Cheap where nothing is. */
export async function sweepOrganisations(ctx: Pick<Context, 'db' | 'logger'>): Promise<void> {
  const due = and(lte(organisations.deleteAt, sql`now()`), isNull(organisations.heldAt));
  const found = await ctx.db.select({ id: organisations.id }).from(organisations).where(due).limit(10);
  for (const { id } of found) {
    await ctx.db.transaction(async (tx) => {
      const people = tx.select({ id: memberships.userId }).from(memberships).where(eq(memberships.orgId, id));
      const ids = (await people).map((one) => one.id);
      const gone = await tx
        .delete(organisations)
        .where(and(eq(organisations.id, id), due))
        .returning({ id: organisations.id });
      if (gone.length === 0) return;
      await tx
        .delete(users)
        .where(
          and(
            sql`${users.id} = any(${sql.param(ids)})`,
            eq(users.local, false),
            sql`not exists (select from ${memberships} m where m.user_id = ${users.id})`,
          ),
        );
      ctx.logger.info({ organisation: id }, 'an organisation was deleted');
    });
  }
}
