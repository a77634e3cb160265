import { randomBytes } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { sessions } from '@/db/schema';
import { audit } from '../services/audit';
import type { From } from '../services/context';
import { hash, sessionDays } from './held';
import { byHttps, type Published, sessionCookieOf } from './token';

export { resolveSession, resolveSessions, sessionDays } from './held';

interface Opening {
  method?: (typeof sessions.$inferInsert)['method'];
  connectionId?: string;
  from?: From;
}

/** Opens a session; the 256-bit token is returned once and only its SHA-256 is kept. */
export async function openSession(
  db: Pick<Db, 'delete' | 'insert'>,
  who: { orgId: string; userId: string },
  { method = 'local', connectionId, from }: Opening = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.delete(sessions).where(and(eq(sessions.userId, who.userId), lt(sessions.expiresAt, sql`now()`)));
  await db.insert(sessions).values({
    tokenHash: await hash(token),
    userId: who.userId,
    orgId: who.orgId,
    expiresAt: sql`now() + make_interval(days => ${sessionDays})`,
    method,
    connectionId: connectionId ?? null,
    userAgent: from?.agent ?? null,
    address: from?.address ?? null,
  });
  return token;
}

/** Ends a session, wherever it is used; returns whose it was. One that is not there has ended. */
export async function closeSession(
  db: Db,
  token: string,
  from?: From,
): Promise<{ orgId: string; userId: string } | null> {
  const tokenHash = await hash(token);
  return db.transaction(async (tx) => {
    const [was] = await tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning();
    if (!was) return null;
    const who = { orgId: was.orgId, userId: was.userId, ...(from && { from }) };
    await audit(tx, who, 'session.close', { type: 'session', id: was.id });
    return was;
  });
}

/** `Secure` only where the address people use is https: browsers drop such cookies on plain http. */
export function cookieOptions(env: Published) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: byHttps(env),
    path: '/',
    maxAge: sessionDays * 86_400,
  } as const;
}

/** A browser's cookies, as Next lets actions change them. */
interface Jar {
  set(name: string, value: string, options: ReturnType<typeof cookieOptions>): unknown;
}

/** The browser keeps a session. */
export const keepSession = (jar: Jar, env: Published, token: string): void => {
  jar.set(sessionCookieOf(env), token, cookieOptions(env));
};

/** The browser keeps none; said as it was set, or a browser leaves a cookie of such a name alone. */
export const forgetSession = (jar: Jar, env: Published): void => {
  jar.set(sessionCookieOf(env), '', { ...cookieOptions(env), maxAge: 0 });
};
