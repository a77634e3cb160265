import { and, desc, eq } from 'drizzle-orm';
import { teamVersions } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { findTeam, teamSummaryOf } from './rows';
import type { TeamDetail } from './schemas';

const mostVersions = 100;

/** A team, also an archived one, with its set-up (the current version's, or `version`'s) and its newest 100 versions. @throws ServiceError `not_found`. */
export async function readTeam(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { teamId, version }: { teamId: string; version?: number | undefined },
): Promise<TeamDetail> {
  const team = await findTeam(ctx.db, who.orgId, teamId);
  const [[wanted], versions] = await Promise.all([
    ctx.db
      .select()
      .from(teamVersions)
      .where(and(eq(teamVersions.teamId, team.id), eq(teamVersions.version, version ?? team.currentVersion))),
    ctx.db
      .select({ version: teamVersions.version, note: teamVersions.note, createdAt: teamVersions.createdAt })
      .from(teamVersions)
      .where(eq(teamVersions.teamId, team.id))
      .orderBy(desc(teamVersions.version))
      .limit(mostVersions),
  ]);
  if (!wanted) throw new ServiceError('not_found', 'team.not_found');
  return {
    ...teamSummaryOf(team, wanted.config),
    version: wanted.version,
    config: wanted.config,
    exportTo: team.exportTo,
    versions: versions.map((one) => ({ version: one.version, note: one.note, createdAt: one.createdAt.toISOString() })),
  };
}
