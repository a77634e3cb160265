import { and, eq } from 'drizzle-orm';
import { memberships, organisations, sessions, users } from '@/db/schema';
import type { Language } from '../council/agenda.schema';
import { audit } from '../services/audit';
import type { Context, Member } from '../services/context';
import type { DataContext } from '../services/data';
import { ServiceError } from '../services/errors';
import { anyConnection } from '../services/sign-in/ways';
import { fromOf, hostAllowed, originAllowed, servesThisMachineOnly } from './hosts';
import { openSession } from './sessions';

const slug = 'local';
const words = { en: { org: 'Local', user: 'Organiser' }, ru: { org: 'Моя организация', user: 'Организатор' } } as const;

/** The one organisation and owner of a machine without single sign-on, made on first use. Safe to call at once. */
export async function ensureLocalAccount(ctx: Pick<DataContext, 'db'>, language: Language = 'en'): Promise<Member> {
  return ctx.db.transaction(async (tx) => {
    const [org] = await tx
      .insert(organisations)
      .values({ name: words[language].org, slug, language })
      .onConflictDoUpdate({ target: organisations.slug, set: { slug } })
      .returning({ id: organisations.id });
    if (!org) throw new ServiceError('unavailable', 'unavailable');
    const [known] = await tx
      .select({ userId: users.id, name: users.name, role: memberships.role })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, org.id), eq(users.local, true)))
      .limit(1);
    if (known) return { orgId: org.id, ...known };
    const [user] = await tx.insert(users).values({ name: words[language].user, local: true }).returning();
    if (!user) throw new ServiceError('unavailable', 'unavailable');
    await tx.insert(memberships).values({ orgId: org.id, userId: user.id, role: 'owner' });
    return { orgId: org.id, userId: user.id, name: user.name, role: 'owner' };
  });
}

/** Whether the local account may be used now: on this machine alone, while nobody has set up single sign-on. */
export async function localAccountOpen(ctx: Pick<Context, 'db' | 'env'>, headers: Headers): Promise<boolean> {
  return servesThisMachineOnly(ctx.env) && hostAllowed(headers, ctx.env) && !(await anyConnection(ctx.db));
}

/** Whether the local account is on while this server runs, and why not; as a sentence for whoever started it. */
const atStart = {
  on: 'The local account is on: who sits at this machine signs in as its owner, until a provider is connected or the site is published.',
  connected: 'The local account is off: a provider is connected, and people sign in there.',
  published:
    'The local account is off: others reach this site (HOST, XIO_PUBLIC_URL). “npm run owner” prints a link for an owner.',
} as const;

/** At a server's start: on a site that others reach, whoever came by the local account before is signed out. */
export async function beginLocalAccount({ db, env }: Pick<Context, 'db' | 'env'>): Promise<string> {
  if (servesThisMachineOnly(env)) return atStart[(await anyConnection(db)) ? 'connected' : 'on'];
  await db.transaction(async (tx) => {
    const ended = await tx.delete(sessions).where(eq(sessions.method, 'local')).returning();
    for (const { id, orgId } of ended)
      await audit(tx, { orgId, userId: null }, 'session.end', { type: 'session', id }, { method: 'local' });
  });
  return atStart.published;
}

/**
 * Signs in to the local account and returns the session's token.
 * @throws ServiceError `forbidden` unless server, Host and Origin are all this machine's and nothing else is set up.
 */
export async function signInLocally(
  ctx: Pick<Context, 'db' | 'env'>,
  headers: Headers,
  language: Language,
): Promise<string> {
  if (!originAllowed(headers, ctx.env)) throw new ServiceError('forbidden', 'auth.origin');
  if (!servesThisMachineOnly(ctx.env) || !hostAllowed(headers, ctx.env))
    throw new ServiceError('forbidden', 'auth.not_loopback');
  if (!(await localAccountOpen(ctx, headers))) throw new ServiceError('forbidden', 'sign_in.local_shut');
  const from = fromOf(headers, ctx.env);
  const who = await ensureLocalAccount(ctx, language);
  return ctx.db.transaction(async (tx) => {
    await audit(tx, { ...who, from }, 'session.open', { type: 'member', id: who.userId }, { method: 'local' });
    return openSession(tx, who, { from });
  });
}
