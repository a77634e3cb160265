import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type Statements } from '@/db/statements';
import type { Member } from '../services/context';
import { tokenOf } from './token';

/** A session ends after this many days without use. */
export const sessionDays = 30;

/** SHA-256, hex; by web standards, so that the edge knows a token as Node does. */
export async function hash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The hash of the session that a guarded request came with. */
export const sessionOf = (headers: Headers): Promise<string> => hash(tokenOf(headers)?.token ?? '');

const heldSchema = z.object({
  tokenHash: z.string(),
  orgId: z.string(),
  userId: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'admin', 'moderator', 'member', 'viewer']),
});

/** `held`: who holds sessions of these hashes. */
export const held = (hashes: readonly string[]) => sql`held as (
  select s.token_hash, s.org_id, s.user_id, u.name, m.role
  from sessions s
  join users u on u.id = s.user_id
  join memberships m on m.org_id = s.org_id and m.user_id = s.user_id
  where s.token_hash = any(${sql.param(hashes)}::text[]) and s.expires_at > now()
)`;
/** Use moves the end of a session, at most once an hour. */
export const used = sql`used as (
  update sessions set last_seen_at = now(), expires_at = now() + make_interval(days => ${sessionDays})
  where token_hash in (select token_hash from held) and last_seen_at < now() - interval '1 hour'
)`;
/** What `memberOf` reads, of `held h`. */
export const member = sql`h.token_hash as "tokenHash", h.org_id as "orgId", h.user_id as "userId", h.name, h.role`;

/** Who holds this token, by one statement; use moves the end of the session, at most once an hour. */
export async function resolveSession(db: Statements, token: string): Promise<Member | null> {
  const [row] = await rowsOf<unknown>(db, sql`with ${held([await hash(token)])}, ${used} select ${member} from held h`);
  return row ? memberOf(row) : null;
}

/** Who holds each of these tokens now, by one statement: no use of them. One that nobody holds is not in the answer. */
export async function resolveSessions(db: Statements, tokens: readonly string[]): Promise<Map<string, Member>> {
  const byHash = new Map(await Promise.all(tokens.map(async (token) => [await hash(token), token] as const)));
  const rows = await rowsOf<unknown>(db, sql`with ${held([...byHash.keys()])} select ${member} from held h`);
  return new Map(rows.map((row) => [byHash.get(heldSchema.parse(row).tokenHash) ?? '', memberOf(row)]));
}

export function memberOf(row: unknown): Member {
  const { tokenHash, ...who } = heldSchema.parse(row);
  return who;
}
