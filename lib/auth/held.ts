import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { plannedOnce } from '@/db/kept-plans';
import { rowsOf, type Statements } from '@/db/statements';
import type { Member } from '../services/context';
import { type Published, tokenOf } from './token';

/** A session ends after this many days without use. */
export const sessionDays = 30;

/** SHA-256, hex; by web standards, so that the edge knows a token as Node does. */
export async function hash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The hash of the session that a guarded request came with. */
export const sessionOf = (headers: Headers, env: Published): Promise<string> =>
  hash(tokenOf(headers, env)?.token ?? '');

const roleSchema = z.enum(['owner', 'admin', 'moderator', 'member', 'viewer']);
const heldSchema = z.object({
  tokenHash: z.string(),
  orgId: z.string(),
  userId: z.string(),
  name: z.string(),
  role: roleSchema,
  tokenId: z.string().nullable(),
  may: z.array(z.string()).nullable(),
  meetingId: z.string().nullable(),
  roles: z.array(z.enum(['decider', 'consulted', 'informed', 'guest_moderator'])),
});

/** A token that asks, and the meeting that it asks about, where it is one. */
export interface Asking {
  token: string;
  meetingId: string | null;
}

const bySession = sql`select a.token_hash, a.meeting_id, s.org_id, s.user_id, null::org_role as role,
    null::text as token_id, null::text[] as may, s.last_seen_at < now() - interval '1 hour' as due
  from asked a join sessions s on s.token_hash = a.token_hash and s.expires_at > now()`;
const byToken = sql`select a.token_hash, a.meeting_id, t.org_id, t.user_id, t.role, t.id as token_id,
    t.permissions as may, t.last_used_at is null or t.last_used_at < now() - interval '1 minute' as due
  from asked a join api_tokens t on t.token_hash = a.token_hash and t.expires_at > now() and t.revoked_at is null`;
/** Where one token can be alone: an API token is longer than a session's. */
const bearerOf = (token: string) => (token.startsWith('xio_') && token.length > 43 ? byToken : bySession);
const rolesThere = sql`array(
      select p.role from meeting_people p
      where p.meeting_id = b.meeting_id and p.org_id = b.org_id and p.user_id = b.user_id
      union all
      select 'decider' from meetings d
      where d.id = b.meeting_id and d.org_id = b.org_id and d.decider_user_id = b.user_id
    )`;

/**
 * `held`: who holds sessions or API tokens of these hashes, and what they are to the meeting beside each. A program has
 * the lower of its token's role and its maker's.
 */
export const held = (
  hashes: readonly string[],
  meetings: readonly (string | null)[],
  bearer = sql`${bySession} union all ${byToken}`,
) => sql`asked as (
  ${
    hashes.length === 1
      ? sql`select ${hashes[0]}::text as token_hash, ${meetings[0] ?? null}::text as meeting_id`
      : sql`select * from unnest(${sql.param(hashes)}::text[], ${sql.param(meetings)}::text[])
          as a (token_hash, meeting_id)`
  }
), bearer as (
  ${bearer}
), held as (
  select b.token_hash, b.org_id, b.user_id, u.name, greatest(b.role, m.role) as role, b.token_id, b.may, b.meeting_id,
    ${meetings.some((one) => one !== null) ? rolesThere : sql`'{}'::text[]`} as roles,
    b.due or m.seen_at is null or m.seen_at < now() - interval '1 hour' as due
  from bearer b
  join users u on u.id = b.user_id
  join memberships m on m.org_id = b.org_id and m.user_id = b.user_id and m.suspended_at is null
  join organisations o on o.id = b.org_id and (o.delete_at is null or m.role = 'owner')
)`;

/**
 * Use moves the end of a session and is noted on the membership, at most once an hour, and on an API token, at most
 * once a minute.
 */
export const used = sql`used as (
  update sessions set last_seen_at = now(), expires_at = now() + make_interval(days => ${sessionDays})
  where token_hash in (select token_hash from held) and last_seen_at < now() - interval '1 hour'
), used_token as (
  update api_tokens set last_used_at = now()
  where id in (select token_id from held)
    and (last_used_at is null or last_used_at < now() - interval '1 minute')
), seen as (
  update memberships m set seen_at = now() from held h
  where m.org_id = h.org_id and m.user_id = h.user_id
    and (m.seen_at is null or m.seen_at < now() - interval '1 hour')
)`;
/** What `memberOf` reads, of `held h`. */
export const member = sql`h.token_hash as "tokenHash", h.org_id as "orgId", h.user_id as "userId", h.name, h.role,
  h.token_id as "tokenId", h.may, h.meeting_id as "meetingId", h.roles`;

const dueSchema = z.object({ due: z.boolean() });

/**
 * Who holds this token, by one statement; use moves the end of the session. That is a second one, and only where it is
 * due: to plan both together takes longer than all that they do.
 */
export async function resolveSession(
  db: Statements,
  token: string,
  meetingId: string | null = null,
): Promise<Member | null> {
  const asked = held([await hash(token)], [meetingId], bearerOf(token));
  const [row] = await rowsOf<unknown>(db, sql`with ${asked} select ${member}, h.due from held h${plannedOnce}`);
  if (!row) return null;
  if (dueSchema.parse(row).due) await rowsOf(db, sql`with ${asked}, ${used} select from held`);
  return memberOf(row);
}

/** Who holds each of these tokens now, by one statement: no use of them. Null for one that nobody holds. */
export async function resolveSessions(db: Statements, asking: readonly Asking[]): Promise<(Member | null)[]> {
  const hashes = await Promise.all(asking.map(({ token }) => hash(token)));
  const asked = held(
    hashes,
    asking.map((one) => one.meetingId),
  );
  const rows = await rowsOf<unknown>(db, sql`with ${asked} select ${member} from held h`);
  const known = new Map(
    rows.map((row) => {
      const { tokenHash, meetingId } = heldSchema.parse(row);
      return [`${tokenHash} ${meetingId ?? ''}`, memberOf(row)];
    }),
  );
  return asking.map(({ meetingId }, n) => known.get(`${hashes[n]} ${meetingId ?? ''}`) ?? null);
}

export function memberOf(row: unknown): Member {
  const { orgId, userId, name, role, tokenId, may, meetingId, roles } = heldSchema.parse(row);
  return {
    orgId,
    userId,
    name,
    role,
    ...(meetingId !== null && roles.length > 0 ? { meeting: { id: meetingId, roles } } : {}),
    ...(tokenId === null ? {} : { token: { id: tokenId, may } }),
  };
}
