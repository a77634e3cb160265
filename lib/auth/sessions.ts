import { createHash, randomBytes } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '@/db/client';
import { sessions } from '@/db/schema';
import type { Env } from '../env';
import type { Member } from '../services/context';

/** A session ends after this many days without use. */
export const sessionDays = 30;

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const heldSchema = z.object({
  tokenHash: z.string(),
  orgId: z.string(),
  userId: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'admin', 'moderator', 'member', 'viewer']),
});

/** Opens a session; the 256-bit token is returned once and only its SHA-256 is kept. */
export async function openSession(
  db: Db,
  who: { orgId: string; userId: string },
  userAgent: string | null = null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.delete(sessions).where(and(eq(sessions.userId, who.userId), lt(sessions.expiresAt, sql`now()`)));
  await db.insert(sessions).values({
    tokenHash: hash(token),
    userId: who.userId,
    orgId: who.orgId,
    expiresAt: sql`now() + make_interval(days => ${sessionDays})`,
    userAgent: userAgent?.slice(0, 300) ?? null,
  });
  return token;
}

/** Who holds this token, by one statement; use moves the end of the session, at most once an hour. */
export async function resolveSession(db: Db, token: string): Promise<Member | null> {
  return (await resolveSessions(db, [token])).get(token) ?? null;
}

/** The same for many tokens, still by one statement; a token that nobody holds is not in the answer. */
export async function resolveSessions(db: Db, tokens: readonly string[]): Promise<Map<string, Member>> {
  const byHash = new Map(tokens.map((token) => [hash(token), token]));
  const hashes = sql.param([...byHash.keys()]);
  const found = await db.execute(sql`
    with held as (
      select s.token_hash, s.org_id, s.user_id, u.name, m.role
      from sessions s
      join users u on u.id = s.user_id
      join memberships m on m.org_id = s.org_id and m.user_id = s.user_id
      where s.token_hash = any(${hashes}::text[]) and s.expires_at > now()
    ), used as (
      update sessions set last_seen_at = now(), expires_at = now() + make_interval(days => ${sessionDays})
      where token_hash in (select token_hash from held) and last_seen_at < now() - interval '1 hour'
    )
    select token_hash as "tokenHash", org_id as "orgId", user_id as "userId", name, role from held`);
  return new Map(
    found.rows.map((row) => {
      const { tokenHash, ...who } = heldSchema.parse(row);
      return [byHash.get(tokenHash) ?? '', who];
    }),
  );
}

export async function closeSession(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hash(token)));
}

/** `Secure` only where the address people use is https: browsers drop such cookies on plain http. */
export function cookieOptions(env: Pick<Env, 'XIO_PUBLIC_URL'>) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: env.XIO_PUBLIC_URL?.startsWith('https:') ?? false,
    path: '/',
    maxAge: sessionDays * 86_400,
  } as const;
}
