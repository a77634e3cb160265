import { desc, eq, sql } from 'drizzle-orm';
import { meetings } from '@/db/schema';
import type { Member } from '../context';
import { readCursor, timeAndId, writeCursor } from '../cursor';
import type { DataContext } from '../data';
import { countedWhere } from '../measures/counted';
import { inOrganisation, meetingsWithLastRun, summaryOf } from './rows';
import { type ListMeetings, listMeetingsSchema, type MeetingList, type MeetingState } from './schemas';

/** Meetings from the newest on, a page at a time, with how many of the search stand where. */
export async function listMeetings(ctx: DataContext, who: Member, input: ListMeetings): Promise<MeetingList> {
  const { search, state, cursor, limit, ...filter } = listMeetingsSchema.parse(input);
  const { last, columns, state: stands } = meetingsWithLastRun(ctx.db);
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const matches = pattern ? sql`${meetings.search} like lower(${pattern})` : undefined;
  const measured = countedWhere(who.orgId, last, filter);
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  const after = place
    ? sql`(${meetings.createdAt}, ${meetings.id}) < (${place[0]}::timestamptz, ${place[1]})`
    : undefined;
  const [rows, counted] = await Promise.all([
    ctx.db
      .select({ meeting: meetings, state: stands, last: columns })
      .from(meetings)
      .leftJoinLateral(last, sql`true`)
      .where(inOrganisation(who.orgId, matches, measured, after, state ? eq(stands, state) : undefined))
      .orderBy(desc(meetings.createdAt), desc(meetings.id))
      .limit(limit + 1),
    ctx.db
      .select({ state: stands, count: sql<number>`count(*)::int` })
      .from(meetings)
      .leftJoinLateral(last, sql`true`)
      .where(inOrganisation(who.orgId, matches, measured))
      .groupBy(stands),
  ]);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1)?.meeting : undefined;
  const count = (one: string) => counted.find((row) => row.state === one)?.count ?? 0;
  return {
    meetings: page.map((row) => summaryOf(row.meeting, row.state, row.last)),
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
