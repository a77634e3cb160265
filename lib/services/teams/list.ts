import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { teams, teamVersions } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { teamSummaryOf } from './rows';
import type { TeamSummary } from './schemas';

/** The organisation's teams at their current versions, oldest first; or the archived ones. */
export async function listTeams(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { archived = false }: { archived?: boolean | undefined } = {},
): Promise<{ teams: TeamSummary[] }> {
  const rows = await ctx.db
    .select({ team: teams, config: teamVersions.config })
    .from(teams)
    .innerJoin(teamVersions, and(eq(teamVersions.teamId, teams.id), eq(teamVersions.version, teams.currentVersion)))
    .where(and(eq(teams.orgId, who.orgId), archived ? isNotNull(teams.archivedAt) : isNull(teams.archivedAt)))
    .orderBy(asc(teams.createdAt), asc(teams.id));
  return { teams: rows.map((row) => teamSummaryOf(row.team, row.config)) };
}
