import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { meetings, runs } from '@/db/schema';
import type { Executor } from '../data';
import type { MeetingState, MeetingSummary } from './schemas';

/** Meetings that exist, each with its newest run. */
export function meetingsWithLastRun(db: Executor) {
  const last = lastRunOf(db);
  return {
    last,
    columns: {
      id: last.id,
      status: last.status,
      outcome: last.outcome,
      phase: last.phase,
      leader: last.leader,
      turns: last.turns,
      scripted: last.scripted,
      createdAt: last.createdAt,
      startedAt: last.startedAt,
      finishedAt: last.finishedAt,
    },
    /** Where the meeting stands, in SQL. */
    state: sql<MeetingState>`case when ${last.id} is null then 'prepared'
      when ${last.status} = 'finished' then coalesce(${last.outcome}, 'failed')
      when ${last.status} in ('paused', 'waiting') then ${last.status} else 'live' end`,
  };
}

function lastRunOf(db: Executor) {
  return db
    .select({
      id: runs.id,
      status: runs.status,
      outcome: runs.outcome,
      phase: runs.phase,
      leader: runs.leader,
      turns: runs.turns,
      scripted: runs.scripted,
      createdAt: runs.createdAt,
      startedAt: runs.startedAt,
      finishedAt: runs.finishedAt,
    })
    .from(runs)
    .where(eq(runs.meetingId, meetings.id))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1)
    .as('last_run');
}

/** The organisation's meetings that were not deleted. */
export function inOrganisation(orgId: string, ...more: (SQL | undefined)[]): SQL | undefined {
  return and(eq(meetings.orgId, orgId), isNull(meetings.deletedAt), ...more);
}

type LastRunRow = Omit<typeof runs.$inferSelect, 'id'> & { id: string };
type Shown = Pick<
  LastRunRow,
  'id' | 'status' | 'outcome' | 'phase' | 'leader' | 'turns' | 'scripted' | 'createdAt' | 'startedAt' | 'finishedAt'
>;

export function summaryOf(
  row: Pick<typeof meetings.$inferSelect, 'id' | 'title' | 'question' | 'language' | 'template' | 'createdAt'>,
  state: MeetingState,
  last: Shown | null,
): MeetingSummary {
  return {
    id: row.id,
    title: row.title,
    question: row.question,
    language: row.language,
    template: row.template,
    state,
    createdAt: row.createdAt.toISOString(),
    lastRun: last
      ? {
          ...last,
          createdAt: last.createdAt.toISOString(),
          startedAt: last.startedAt?.toISOString() ?? null,
          finishedAt: last.finishedAt?.toISOString() ?? null,
        }
      : null,
  };
}
