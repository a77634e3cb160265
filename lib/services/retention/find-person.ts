import { and, countDistinct, eq, sql } from 'drizzle-orm';
import { decisions, meetings, memberships, messages, organisations, runs, users } from '@/db/schema';
import type { Member, OrgRole } from '../context';
import type { DataContext, Executor } from '../data';
import { ServiceError } from '../errors';
import type { Subject, Traces } from './schemas';
import { mayName } from './traces';

/** Whom an erasure is about. */
export interface Found {
  userId: string | null;
  role: OrgRole | null;
  /** What the administrator types to confirm. */
  name: string;
  names: string[];
}

/** The member, with the names that they go by here, or the names that were given. @throws ServiceError `not_found`. */
export async function findPerson(db: Executor, orgId: string, { userId, names }: Subject): Promise<Found> {
  if (userId === undefined) return { userId: null, role: null, name: names[0] ?? '', names };
  const [row] = await db
    .select({ name: users.name, email: users.email, aliases: memberships.aliases, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  if (!row) throw new ServiceError('not_found', 'member.not_found');
  const all = [row.name, ...row.aliases, ...(row.email ? [row.email] : []), ...names];
  return { userId, role: row.role, name: row.name, names: [...new Set(all)] };
}

/** What an erasure would touch, and what it would leave. @throws ServiceError `not_found`. */
export async function previewErasure(
  { db }: Pick<DataContext, 'db'>,
  { orgId }: Member,
  subject: Subject,
): Promise<Traces> {
  const person = await findPerson(db, orgId, subject);
  const [found] = await db
    .select({
      meetings: countDistinct(meetings.id),
      waiting: sql<number>`count(distinct ${meetings.id}) filter (where ${meetings.heldAt} is not null
        or exists (select from ${runs} where ${runs.meetingId} = ${meetings.id} and ${runs.status} <> 'finished'))`.mapWith(
        Number,
      ),
      kept: sql<number>`count(distinct ${decisions.runId}) filter (where ${decisions.acceptedVersion} is not null)`.mapWith(
        Number,
      ),
    })
    .from(meetings)
    .innerJoin(organisations, eq(organisations.id, meetings.orgId))
    .leftJoin(decisions, eq(decisions.meetingId, meetings.id))
    .where(and(eq(meetings.orgId, orgId), mayName(person)));
  const comments =
    person.userId === null
      ? 0
      : await db.$count(messages, and(eq(messages.orgId, orgId), eq(messages.userId, person.userId)));
  const { name, names } = person;
  return {
    name,
    names,
    meetings: found?.meetings ?? 0,
    waiting: found?.waiting ?? 0,
    comments,
    kept: found?.kept ?? 0,
  };
}
