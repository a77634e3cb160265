import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { meetings, shareLinks, shareOpenings, users } from '@/db/schema';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { Share } from './schemas';

const counted = (what: 'opened' | 'wrong_password' | 'refused') =>
  sql<number>`(select count(*)::int from ${shareOpenings} o
    where o.org_id = ${shareLinks.orgId} and o.link_id = ${shareLinks.id} and o.what = ${what})`;
const last = sql<string | null>`(select max(o.at) from ${shareOpenings} o
  where o.org_id = ${shareLinks.orgId} and o.link_id = ${shareLinks.id} and o.what = 'opened')`;
const state = sql<Share['state']>`case
  when ${shareLinks.revokedAt} is not null then 'revoked'
  when ${shareLinks.expiresAt} <= now() then 'expired'
  when ${shareLinks.once} and ${shareLinks.openedBy} is not null then 'used'
  else 'open' end`;

/** Links of one meeting, the newest first, as their makers see them. */
export async function readShares(
  db: Pick<Executor, 'select'>,
  { orgId }: Member,
  meetingId: string,
  where?: SQL,
): Promise<Share[]> {
  const rows = await db
    .select({
      id: shareLinks.id,
      label: shareLinks.label,
      scope: shareLinks.scope,
      password: sql<boolean>`${shareLinks.passwordHash} is not null`,
      once: shareLinks.once,
      redaction: shareLinks.redaction,
      state,
      createdBy: users.name,
      createdAt: shareLinks.createdAt,
      expiresAt: shareLinks.expiresAt,
      revokedAt: shareLinks.revokedAt,
      opened: counted('opened'),
      wrongPasswords: counted('wrong_password'),
      refused: counted('refused'),
      last,
    })
    .from(shareLinks)
    .leftJoin(users, eq(users.id, shareLinks.createdBy))
    .where(and(eq(shareLinks.orgId, orgId), eq(shareLinks.meetingId, meetingId), where))
    .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id))
    .limit(200);
  return rows.map(({ opened, wrongPasswords, refused, last: at, ...row }) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    openings: { opened, wrongPasswords, refused, last: at === null ? null : new Date(at).toISOString() },
  }));
}

/** @throws ServiceError `not_found`, also for a link of another meeting. */
export async function findShare(
  db: Pick<Executor, 'select'>,
  who: Member,
  { meetingId, id }: { meetingId: string; id: string },
): Promise<Share> {
  const [share] = await readShares(db, who, meetingId, eq(shareLinks.id, id));
  if (!share) throw new ServiceError('not_found', 'share.not_found');
  return share;
}

/** @throws ServiceError `not_found`. */
export async function findMeeting(db: Pick<Executor, 'select'>, { orgId }: Member, meetingId: string): Promise<void> {
  const [row] = await db
    .select({ id: meetings.id })
    .from(meetings)
    .where(and(eq(meetings.orgId, orgId), eq(meetings.id, meetingId), isNull(meetings.deletedAt)));
  if (!row) throw new ServiceError('not_found', 'meeting.not_found');
}
