import { and, asc, eq, sql } from 'drizzle-orm';
import { meetingPeople, meetings, memberships, users } from '@/db/schema';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { inOrganisation } from '../meetings/rows';
import type { MeetingPeople } from './schemas';

/** Who is what to a meeting, beside their role in the organisation. @throws ServiceError `not_found`. */
export async function listMeetingPeople(
  ctx: Pick<Context, 'db'>,
  who: Member,
  { meetingId }: { meetingId: string },
): Promise<MeetingPeople> {
  const [[meeting], people] = await Promise.all([
    ctx.db
      .select({ userId: meetings.deciderUserId, name: sql<string>`coalesce(${users.name}, agenda->>'decider')` })
      .from(meetings)
      .leftJoin(users, eq(users.id, meetings.deciderUserId))
      .where(inOrganisation(who.orgId, eq(meetings.id, meetingId))),
    ctx.db
      .select({
        userId: users.id,
        name: users.name,
        role: meetingPeople.role,
        organisationRole: memberships.role,
      })
      .from(meetingPeople)
      .innerJoin(users, eq(users.id, meetingPeople.userId))
      .innerJoin(
        memberships,
        and(eq(memberships.orgId, meetingPeople.orgId), eq(memberships.userId, meetingPeople.userId)),
      )
      .where(and(eq(meetingPeople.orgId, who.orgId), eq(meetingPeople.meetingId, meetingId)))
      .orderBy(asc(sql`lower(${users.name})`), asc(users.id)),
  ]);
  if (!meeting) throw new ServiceError('not_found', 'meeting.not_found');
  return { decider: meeting, people };
}
