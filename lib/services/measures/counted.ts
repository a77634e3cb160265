import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { exportRows, meetings, runs, tasks } from '@/db/schema';
import { type Counted, confirmedTasks } from './define';
import type { CountedFilter } from './schemas';

/** What of a meeting's newest run decides where it counts. */
export interface NewestRun {
  id: AnyColumn | SQL.Aliased;
  status: AnyColumn | SQL.Aliased;
  outcome: AnyColumn | SQL.Aliased;
  finishedAt: AnyColumn | SQL.Aliased;
  scripted: AnyColumn | SQL.Aliased;
  decision: AnyColumn | SQL.Aliased;
}

/** The one definition of each group of meetings, for the numbers and for the list behind them. */
export function countedBy(last: NewestRun): Record<Counted, SQL<boolean>> {
  const [least, most] = confirmedTasks;
  const recorded = sql<boolean>`coalesce(${last.decision} not in ('draft', 'escalated'), false)`;
  const confirmed = sql`(select count(*) from ${tasks} where ${tasks.runId} = ${last.id}
    and ${tasks.status} in ('confirmed', 'done'))`;
  // A file holds the tasks with their decision; everywhere else each has its own place.
  const undelivered = sql`(select from ${tasks} where ${tasks.runId} = ${last.id} and ${tasks.status} in ('confirmed', 'done')
    and not exists (select from ${exportRows} where ${exportRows.runId} = ${tasks.runId}
      and ${exportRows.deliveredVersion} is not null
      and (${exportRows.target} = 'file' or ${exportRows.itemId} = ${tasks.itemId})))`;
  return {
    ended: sql`(${last.status} = 'finished')`,
    succeeded: sql`(${recorded} and ${confirmed} between ${least} and ${most} and not exists ${undelivered})`,
    recorded,
    decided: sql`coalesce(${last.outcome} = 'decided', false)`,
    prepared: sql`(${meetings.openedAt} is not null)`,
    escalated: sql`coalesce(${last.outcome} = 'escalated', false)`,
    incidents: sql`(${meetings.template} = 'incident-review' and jsonb_typeof(${meetings.agenda}->'incident') = 'object')`,
    scripted: sql`coalesce(${last.scripted}, false)`,
  };
}

/** Which meetings a number counts; undefined where nothing is asked. */
export function countedWhere(orgId: string, last: NewestRun, filter: CountedFilter): SQL | undefined {
  const { endedFrom, endedTo, team, template, counted } = filter;
  const since = endedFrom && sql`(${endedFrom}::date)::timestamp at time zone 'UTC'`;
  const until = endedTo && sql`(${endedTo}::date + 1)::timestamp at time zone 'UTC'`;
  const parts: SQL[] = [];
  if (since || until) {
    // An index finds the few meetings of the period before the newest run of each is looked for.
    const ended = (at: SQL) =>
      sql.join([since && sql`${at} >= ${since}`, until && sql`${at} < ${until}`].filter(isSql), sql` and `);
    parts.push(
      sql`${meetings.id} in (select ${runs.meetingId} from ${runs}
        where ${runs.orgId} = ${orgId} and ${runs.finishedAt} is not null and ${ended(sql`${runs.finishedAt}`)})`,
      ended(sql`${last.finishedAt}`),
    );
  }
  if (team) parts.push(team === 'none' ? sql`${meetings.teamId} is null` : sql`${meetings.teamId} = ${team}`);
  if (template) parts.push(sql`${meetings.template} = ${template}`);
  // Minutes of people's own meetings say nothing about councils.
  if (counted || parts.length > 0) parts.push(countedBy(last).ended, sql`${meetings.kind} = 'council'`);
  if (counted && counted !== 'ended') parts.push(countedBy(last)[counted]);
  return parts.length > 0 ? sql.join(parts, sql` and `) : undefined;
}

const isSql = (one: SQL | '' | undefined): one is SQL => typeof one === 'object';
