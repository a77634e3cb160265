import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { teams, teamVersions } from '@/db/schema';
import type { Member } from '../context';
import { pageOf, readCursor, timeAndId } from '../cursor';
import type { DataContext } from '../data';
import { teamSummaryOf } from './rows';
import type { TeamSummary } from './schemas';

/** The organisation's teams at their current versions, oldest first, a page at a time; or the archived ones. */
export async function listTeams(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  {
    archived = false,
    cursor,
    limit = 200,
  }: { archived?: boolean | undefined; cursor?: string | undefined; limit?: number } = {},
): Promise<{ teams: TeamSummary[]; nextCursor: string | null }> {
  const place = cursor ? readCursor(cursor, timeAndId) : null;
  const rows = await ctx.db
    .select({ team: teams, config: teamVersions.config })
    .from(teams)
    .innerJoin(teamVersions, and(eq(teamVersions.teamId, teams.id), eq(teamVersions.version, teams.currentVersion)))
    .where(
      and(
        eq(teams.orgId, who.orgId),
        archived ? isNotNull(teams.archivedAt) : isNull(teams.archivedAt),
        place ? sql`(${teams.createdAt}, ${teams.id}) > (${place[0]}::timestamptz, ${place[1]})` : undefined,
      ),
    )
    .orderBy(asc(teams.createdAt), asc(teams.id))
    .limit(limit + 1);
  const { page, nextCursor } = pageOf(
    rows.map((row) => ({ ...row.team, config: row.config })),
    limit,
  );
  return { teams: page.map((row) => teamSummaryOf(row, row.config)), nextCursor };
}
