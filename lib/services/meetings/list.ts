import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { type MeetingState, meetings } from '@/db/schema';
import type { Member } from '../context';
import { readCursor, timeAndId, writeCursor } from '../cursor';
import type { DataContext } from '../data';
import { countedWhere } from '../measures/counted';
import { inOrganisation, meetingsWithLastRun, summaryOf } from './rows';
import { type ListMeetings, listMeetingsSchema, type MeetingList } from './schemas';

/** Meetings from the newest on, a page at a time, with how many of the search stand where. */
export async function listMeetings(ctx: DataContext, who: Member, input: ListMeetings): Promise<MeetingList> {
  const { search, state, cursor, limit, ...filter } = listMeetingsSchema.parse(input);
  const { last, columns } = meetingsWithLastRun(ctx.db);
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const matches = pattern ? sql`${meetings.search} like lower(${pattern})` : undefined;
  const measured = countedWhere(who.orgId, last, filter);
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  const after = place
    ? sql`(${meetings.createdAt}, ${meetings.id}) < (${place[0]}::timestamptz, ${place[1]})`
    : undefined;
  const wanted = inOrganisation(who.orgId, matches, measured);
  const here = and(wanted, after, state ? eq(meetings.state, state) : undefined);
  const newest = [desc(meetings.createdAt), desc(meetings.id)] as const;
  // The page is found before the newest run of each is looked for, unless it is by their runs that meetings are chosen.
  const onPage = ctx.db
    .select({ id: meetings.id })
    .from(meetings)
    .where(here)
    .orderBy(...newest)
    .limit(limit + 1);
  const counts = ctx.db.select({ state: meetings.state, count: sql<number>`count(*)::int` }).from(meetings);
  const [rows, counted] = await Promise.all([
    ctx.db
      .select({ meeting: meetings, last: columns })
      .from(meetings)
      .leftJoinLateral(last, sql`true`)
      .where(measured ? here : inArray(meetings.id, onPage))
      .orderBy(...newest)
      .limit(limit + 1),
    measured
      ? counts.leftJoinLateral(last, sql`true`).where(wanted).groupBy(meetings.state)
      : counts.where(wanted).groupBy(meetings.state),
  ]);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1)?.meeting : undefined;
  const count = (one: string) => counted.find((row) => row.state === one)?.count ?? 0;
  return {
    meetings: page.map((row) => summaryOf(row.meeting, row.last)),
    nextCursor: end ? writeCursor([end.createdAt.toISOString(), end.id]) : null,
    counts: {
      prepared: count('prepared'),
      live: count('live'),
      paused: count('paused'),
      waiting: count('waiting'),
      decided: count('decided'),
      escalated: count('escalated'),
      accepted: count('accepted'),
      rejected: count('rejected'),
      deferred: count('deferred'),
      stopped: count('stopped'),
      failed: count('failed'),
    } satisfies Record<MeetingState, number>,
  };
}
