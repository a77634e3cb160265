import { createHash, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { memberships, newId, organisations, ownerLinks, users } from '@/db/schema';
import { audit } from '../audit';
import type { Context, From } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { tellAdmins } from '../notifications/tell-admins';

/** Long enough to be carried to a browser, minutes. */
export const linkMinutes = 30;
const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const over = () => new ServiceError('forbidden', 'sign_in.link_over');

/** A fresh token for an organisation's owners; for the founder of the first where there is none yet. */
export async function makeOwnerLink(
  { db }: Pick<Context, 'db'>,
  slug?: string,
): Promise<{ token: string; organisation: string | null; others: { slug: string; name: string }[] }> {
  const all = await db.select().from(organisations).orderBy(asc(organisations.createdAt));
  const chosen = slug === undefined ? all[0] : all.find((one) => one.slug === slug);
  if (slug !== undefined && !chosen) throw new ServiceError('not_found', 'organisation.not_found');
  const token = randomBytes(32).toString('base64url');
  await db.delete(ownerLinks).where(sql`expires_at < now()`);
  await db.insert(ownerLinks).values({
    tokenHash: hash(token),
    orgId: chosen?.id ?? null,
    expiresAt: sql`now() + make_interval(mins => ${linkMinutes})`,
  });
  const others = all.filter((one) => one !== chosen).map(({ slug, name }) => ({ slug, name }));
  return { token, organisation: chosen?.name ?? null, others };
}

export interface OwnerLink {
  /** Null: whoever uses it founds the first organisation. */
  organisation: string | null;
  owners: { id: string; name: string }[];
}

/** What a link opens, without using it. @throws ServiceError `forbidden` where it is over. */
export async function readOwnerLink({ db }: Pick<Context, 'db'>, token: string): Promise<OwnerLink> {
  const [link] = await db.select().from(ownerLinks).where(usable(token));
  if (!link) throw over();
  if (link.orgId === null) {
    if ((await db.select({ id: organisations.id }).from(organisations).limit(1)).length > 0) throw over();
    return { organisation: null, owners: [] };
  }
  const [organisation] = await db.select().from(organisations).where(eq(organisations.id, link.orgId));
  if (!organisation) throw over();
  return { organisation: organisation.name, owners: await ownersOf(db, link.orgId) };
}

export interface EnterByOwnerLink {
  token: string;
  /** As whom; the first owner where nobody is named. */
  owner?: string | undefined;
  /** Where the first organisation is founded. */
  founding?: { organisation: string; name: string; email: string | null; language: 'en' | 'ru' } | undefined;
  from: From;
}

/** Uses a link, once: founds the first organisation, or lets one of its owners in. @throws ServiceError `forbidden`. */
export async function enterByOwnerLink(
  { db }: Pick<Context, 'db'>,
  { token, owner, founding, from }: EnterByOwnerLink,
): Promise<{ orgId: string; userId: string }> {
  return db.transaction(async (tx) => {
    const [link] = await tx.update(ownerLinks).set({ usedAt: sql`now()` }).where(usable(token)).returning();
    if (!link) throw over();
    if (link.orgId === null) {
      if (!founding)
        throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [
          { path: 'organisation', code: 'required' },
        ]);
      return found(tx, founding, from);
    }
    const owners = await ownersOf(tx, link.orgId);
    const chosen = owner === undefined ? owners[0] : owners.find(({ id }) => id === owner);
    if (!chosen) throw new ServiceError('forbidden', 'sign_in.link_owner');
    const who = { orgId: link.orgId, userId: chosen.id, from };
    await audit(
      tx,
      who,
      'session.open',
      { type: 'organisation', id: link.orgId },
      { method: 'owner_link', breakGlass: true },
    );
    const key = `owner link ${link.tokenHash}`;
    await tellAdmins(tx, {
      orgId: link.orgId,
      kind: 'owner_link_used',
      key,
      args: { name: chosen.name, reason: null },
    });
    return { orgId: link.orgId, userId: chosen.id };
  });
}

async function found(
  tx: Executor,
  { organisation, name, email, language }: NonNullable<EnterByOwnerLink['founding']>,
  from: From,
): Promise<{ orgId: string; userId: string }> {
  // Of two founders at once the second finds that somebody was first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('first organisation', 0))`);
  if ((await tx.select({ id: organisations.id }).from(organisations).limit(1)).length > 0) throw over();
  const [orgId, userId] = [newId(), newId()];
  const slug =
    organisation
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'first';
  await tx.insert(organisations).values({ id: orgId, name: organisation, slug, language });
  await tx.insert(users).values({ id: userId, name, email });
  await tx.insert(memberships).values({ orgId, userId, role: 'owner' });
  const who = { orgId, userId, from };
  await audit(tx, who, 'organisation.found', { type: 'organisation', id: orgId }, { name: organisation });
  await audit(tx, who, 'session.open', { type: 'organisation', id: orgId }, { method: 'owner_link' });
  return { orgId, userId };
}

const usable = (token: string) =>
  and(eq(ownerLinks.tokenHash, hash(token)), isNull(ownerLinks.usedAt), gt(ownerLinks.expiresAt, sql`now()`));

const ownersOf = (db: Pick<Executor, 'select'>, orgId: string) =>
  db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(memberships.role, 'owner'), isNull(memberships.suspendedAt)))
    .orderBy(asc(memberships.createdAt));
