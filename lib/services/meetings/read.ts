import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { meetings, runs, teams, users } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { inOrganisation, meetingsWithLastRun, summaryOf } from './rows';
import type { Meeting } from './schemas';

/** One meeting with its agenda. @throws ServiceError `not_found`, also for another organisation's. */
export async function readMeeting(ctx: Pick<DataContext, 'db'>, who: Member, meetingId: string): Promise<Meeting> {
  const { last, columns } = meetingsWithLastRun(ctx.db);
  const decider = alias(users, 'decider');
  const [row] = await ctx.db
    .select({
      meeting: meetings,
      last: columns,
      runs: sql<number>`(select count(*)::int from ${runs} where ${runs.meetingId} = ${meetings.id})`,
      team: { id: teams.id, name: teams.name, version: teams.currentVersion },
      decider: { userId: decider.id, name: decider.name },
      createdBy: { userId: users.id, name: users.name },
    })
    .from(meetings)
    .leftJoinLateral(last, sql`true`)
    .leftJoin(teams, eq(teams.id, meetings.teamId))
    .leftJoin(decider, eq(decider.id, meetings.deciderUserId))
    .leftJoin(users, eq(users.id, meetings.createdBy))
    .where(inOrganisation(who.orgId, eq(meetings.id, meetingId)));
  if (!row) throw new ServiceError('not_found', 'meeting.not_found');
  return {
    ...summaryOf(row.meeting, row.last),
    agenda: row.meeting.agenda,
    version: row.meeting.version,
    updatedAt: row.meeting.updatedAt.toISOString(),
    runs: row.runs,
    team: row.team,
    decider: row.decider,
    createdBy: row.createdBy,
    exportTo: row.meeting.exportTo,
    heldAt: row.meeting.heldAt?.toISOString() ?? null,
  };
}
