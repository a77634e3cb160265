import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rowsOf, type Statements } from '@/db/statements';
import { redactionSchema, scopeSchema } from './schemas';

const linkSchema = z.object({
  id: z.string(),
  orgId: z.string(),
  organisation: z.string(),
  accent: z.string().nullable(),
  meetingId: z.string(),
  scope: scopeSchema,
  redaction: redactionSchema,
  passwordHash: z.string().nullable(),
  passwordVersion: z.number(),
  once: z.boolean(),
  openedBy: z.string().nullable(),
  /** Neither expired nor revoked. */
  alive: z.boolean(),
  secondsLeft: z.number(),
  runId: z.string().nullable(),
  head: z.number().nullable(),
  status: z.string().nullable(),
});
/** A share link, its meeting's newest run, and whose it is. */
export type Link = z.infer<typeof linkSchema>;

/** What a browser keeps after it opened a link or gave its password: a key of its own, and what only the server makes of it. */
const keptSchema = z.string().regex(/^[\w-]{43}\.[\w-]{43}$/);
const tokenSchema = z.string().regex(/^[\w-]{43}$/);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The link of a token, by one statement whatever is asked for; null where there is none, or nothing to share. */
export async function findLink(db: Statements, token: string): Promise<Link | null> {
  const hash = sha256(tokenSchema.safeParse(token).data ?? '');
  const [row] = await rowsOf<unknown>(
    db,
    sql`select l.id, l.org_id as "orgId", o.name as organisation, o.accent, l.meeting_id as "meetingId", l.scope,
        l.redaction, l.password_hash as "passwordHash", l.password_version as "passwordVersion", l.once,
        l.opened_by as "openedBy", l.revoked_at is null and l.expires_at > now() as alive,
        extract(epoch from l.expires_at - now())::int as "secondsLeft", r.id as "runId", r.head, r.status
      from share_links l
      join meetings m on m.id = l.meeting_id and m.org_id = l.org_id and m.deleted_at is null
      join organisations o on o.id = l.org_id and o.delete_at is null
      left join lateral (
        select id, head, status from runs
        where org_id = l.org_id and meeting_id = l.meeting_id order by created_at desc, id desc limit 1
      ) r on true
      where l.token_hash = ${hash}`,
  );
  return row === undefined ? null : linkSchema.parse(row);
}

/** Bound to the link and to the version of its password: whoever gave an old one is asked again. */
export function keptFor({ id, passwordHash, passwordVersion }: Link, key: string): string {
  const mac = createHmac('sha256', passwordHash ?? id)
    .update(`${id}.${passwordVersion}.${key}`)
    .digest('base64url');
  return `${key}.${mac}`;
}

const keyIn = (kept: string | undefined): string | null => keptSchema.safeParse(kept).data?.split('.')[0] ?? null;

/** Whether what the browser keeps is ours and still holds. */
const holds = (link: Link, key: string | null, kept: string | undefined): boolean =>
  key !== null && timingSafeEqual(Buffer.from(kept ?? ''), Buffer.from(keptFor(link, key)));

/** The key by which this browser took a one-time link, whatever its password was then. */
export function takenBy(link: Link, kept: string | undefined): string | null {
  const key = keyIn(kept);
  return key !== null && sha256(key) === link.openedBy ? key : null;
}

/** What a browser with this in its cookie may do: nothing, press open or give the password, read. */
export function standing(link: Link | null, kept: string | undefined): 'gone' | 'ask' | 'open' {
  if (!link?.alive) return 'gone';
  if (link.once && link.openedBy === null) return 'ask';
  if (link.once && takenBy(link, kept) === null) return 'gone';
  return link.passwordHash === null || holds(link, keyIn(kept), kept) ? 'open' : 'ask';
}
