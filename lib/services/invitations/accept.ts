import { and, eq, sql } from 'drizzle-orm';
import { invitations, memberships, users } from '@/db/schema';
import { audit } from '../audit';
import type { Context, From, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { findOpen } from './read';
import { pending } from './rows';

export interface Accepting {
  token: string;
  /** What a new person wants to be called. */
  name?: string | undefined;
  from: From;
  /** Who is signed in in that browser already: they join as themselves. */
  visitor: Pick<Member, 'userId'> | null;
}

/**
 * Accepts by the link alone, where the organisation has no connection. A link that only ever stood in a mail proves its
 * address; one that was handed over makes a person without one, so that nobody gets hold of another's address.
 * `open` opens their session in the same transaction.
 * @throws ServiceError `not_found` for what is no open invitation; `conflict` where they have to sign in; `invalid` without a name.
 */
export async function acceptInvitation<T>(
  ctx: Pick<Context, 'db'>,
  { token, name, from, visitor }: Accepting,
  open: (tx: Executor, who: { orgId: string; userId: string }) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    const found = await findOpen(tx, token);
    if (!found) throw new ServiceError('not_found', 'invitation.gone');
    if (found.bySignIn) throw new ServiceError('conflict', 'invitation.sign_in');
    const { orgId, email, byMail } = found.row;
    const userId = visitor?.userId ?? (await personOf(tx, byMail ? email : null, name));
    await join(tx, found.row, userId, from);
    if (!byMail && !visitor) {
      const mine = and(eq(memberships.orgId, orgId), eq(memberships.userId, userId));
      await tx
        .update(memberships)
        .set({ aliases: [email] })
        .where(mine);
    }
    return open(tx, { orgId, userId });
  });
}

/** @throws ServiceError `not_found` where somebody else was quicker, or the person is suspended there. */
async function join(tx: Executor, row: typeof invitations.$inferSelect, userId: string, from: From): Promise<void> {
  const { id, orgId, email, role } = row;
  const [accepted] = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()`, acceptedBy: userId })
    .where(pending(eq(invitations.id, id), eq(invitations.tokenHash, row.tokenHash)))
    .returning({ id: invitations.id });
  await tx.insert(memberships).values({ orgId, userId, role }).onConflictDoNothing();
  const [member] = await tx
    .select({ role: memberships.role, suspendedAt: memberships.suspendedAt, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  if (!accepted || !member || member.suspendedAt) throw new ServiceError('not_found', 'invitation.gone');
  const after = { role: member.role };
  await audit(
    tx,
    { orgId, userId, from },
    'invitation.accept',
    { type: 'invitation', id },
    { email, name: member.name, after },
  );
}

/** Whose address this is; else a new person, without one where none was proved. @throws ServiceError `invalid`. */
async function personOf(tx: Executor, email: string | null, name: string | undefined): Promise<string> {
  const [known] = email ? await tx.select({ id: users.id }).from(users).where(eq(users.email, email)) : [];
  if (known) return known.id;
  if (!name) {
    throw new ServiceError('invalid', 'invitation.name', {}, [
      { path: 'name', code: 'field.missing', args: { field: 'name' } },
    ]);
  }
  const [made] = await tx.insert(users).values({ email, name }).returning({ id: users.id });
  if (!made) throw new ServiceError('unavailable', 'unavailable');
  return made.id;
}
