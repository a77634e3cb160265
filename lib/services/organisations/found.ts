import { and, eq, sql } from 'drizzle-orm';
import { memberships, newId, organisations } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';

const ownedAtMost = 20;

/** Founds another organisation, with whoever asks as its one owner. @throws ServiceError `conflict` for who owns many. */
export async function foundOrganisation(
  ctx: Pick<Context, 'db'>,
  who: Member,
  { name, language = 'en' }: { name: string; language?: Language | undefined },
): Promise<{ id: string; name: string }> {
  return ctx.db.transaction(async (tx) => {
    const [owned] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(memberships)
      .where(and(eq(memberships.userId, who.userId), eq(memberships.role, 'owner')));
    if ((owned?.count ?? 0) >= ownedAtMost) {
      throw new ServiceError('conflict', 'organisation.too_many', { limit: ownedAtMost });
    }
    const id = newId();
    await tx.insert(organisations).values({ id, name, slug: id, language });
    await tx.insert(memberships).values({ orgId: id, userId: who.userId, role: 'owner' });
    await audit(tx, { ...who, orgId: id }, 'organisation.create', { type: 'organisation', id }, { name });
    return { id, name };
  });
}
