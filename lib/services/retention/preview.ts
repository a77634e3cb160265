import { and, count, countDistinct, eq, isNull, min, sql } from 'drizzle-orm';
import { decisions, meetings, organisations, runs } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { unheld } from './holds';
import type { Due } from './schemas';

/** What would be blanked today if transcripts were kept for so many days; what is on hold does not count. */
export async function previewRetention(
  { db }: Pick<DataContext, 'db'>,
  { orgId }: Member,
  { days }: { days: number },
): Promise<Due> {
  const [row] = await db
    .select({
      meetings: countDistinct(runs.meetingId),
      open: sql<number>`count(distinct ${runs.meetingId}) filter (where ${decisions.open})`.mapWith(Number),
      oldest: min(runs.finishedAt),
      runs: count(),
    })
    .from(runs)
    .innerJoin(meetings, eq(meetings.id, runs.meetingId))
    .innerJoin(organisations, eq(organisations.id, runs.orgId))
    .leftJoin(decisions, eq(decisions.runId, runs.id))
    .where(
      and(
        eq(runs.orgId, orgId),
        isNull(runs.erasedAt),
        sql`${runs.finishedAt} < now() - make_interval(days => ${days})`,
        unheld,
      ),
    );
  return { meetings: row?.meetings ?? 0, open: row?.open ?? 0, oldest: row?.oldest?.toISOString() ?? null };
}
