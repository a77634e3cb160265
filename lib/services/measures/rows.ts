import { asc, sql } from 'drizzle-orm';
import { meetings, runs, tasks, teams } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { inOrganisation, meetingsWithLastRun } from '../meetings/rows';
import { countedBy, countedWhere } from './counted';
import type { Measured } from './define';
import type { CountedFilter } from './schemas';

export interface MeasuredRow extends Measured {
  id: string;
  title: string;
  team: string | null;
  decision: string | null;
  confirmed: number;
}

/** Every meeting whose newest run ended in the days asked for, with what was measured: one statement. */
export async function measuredRows(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  filter: Omit<CountedFilter, 'counted'>,
): Promise<MeasuredRow[]> {
  return measuredQuery(ctx, who, filter);
}

/** The statement itself, so that its plan can be looked at. */
export function measuredQuery({ db }: Pick<DataContext, 'db'>, who: Member, filter: Omit<CountedFilter, 'counted'>) {
  const { last } = meetingsWithLastRun(db);
  const is = countedBy(last);
  const done = db
    .select({
      stated: countOf(sql`${tasks.origin} = 'stated' and ${tasks.status} <> 'dropped'`).as('stated'),
      derived: countOf(sql`${tasks.origin} = 'derived' and ${tasks.status} <> 'dropped'`).as('derived'),
      added: countOf(sql`${tasks.origin} = 'human' and ${tasks.status} <> 'dropped'`).as('added'),
      confirmed: countOf(sql`${tasks.status} in ('confirmed', 'done')`).as('confirmed'),
    })
    .from(tasks)
    .where(sql`${tasks.runId} = ${last.id}`)
    .as('done');
  const all = db
    .select({
      microUsd: sql<number>`coalesce(sum(${runs.microUsd}), 0)::float8`.as('all_micro_usd'),
      firstAt: sql`min(${runs.createdAt})`.as('first_at'),
    })
    .from(runs)
    .where(sql`${runs.meetingId} = ${meetings.id}`)
    .as('every_run');
  const between = (from: 'started_at', to: 'detected_at' | 'resolved_at') =>
    sql<number | null>`case when ${is.incidents} then extract(epoch from
      (${meetings.agenda}->'incident'->>${to})::timestamptz - (${meetings.agenda}->'incident'->>${from})::timestamptz)::float8 * 1000 end`;
  return db
    .select({
      id: meetings.id,
      title: meetings.title,
      team: teams.name,
      teamId: meetings.teamId,
      template: sql<string>`${meetings.template}`,
      endedAt: sql<Date>`${last.finishedAt}`.mapWith(runs.finishedAt),
      scripted: is.scripted,
      decision: sql<string | null>`${last.decision}`,
      succeeded: is.succeeded,
      recorded: is.recorded,
      decided: is.decided,
      escalated: is.escalated,
      activeMs: last.activeMs,
      agendaMs: sql<number | null>`extract(epoch from ${all.firstAt} - ${meetings.openedAt})::float8 * 1000`,
      stated: done.stated,
      derived: done.derived,
      added: done.added,
      confirmed: done.confirmed,
      microUsd: all.microUsd,
      detectMs: between('started_at', 'detected_at'),
      restoreMs: between('started_at', 'resolved_at'),
    })
    .from(meetings)
    .innerJoinLateral(last, sql`true`)
    .innerJoinLateral(done, sql`true`)
    .innerJoinLateral(all, sql`true`)
    .leftJoin(teams, sql`${teams.id} = ${meetings.teamId}`)
    .where(inOrganisation(who.orgId, countedWhere(who.orgId, last, filter)))
    .orderBy(asc(last.finishedAt), asc(meetings.id));
}

const countOf = (which: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${which})::int`;
