import { desc, eq } from 'drizzle-orm';
import { teamVersions } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { findTeam, teamSummaryOf } from './rows';
import type { TeamDetail } from './schemas';

/** A team, also an archived one, with its set-up (the current version's, or `version`'s) and the list of its versions. @throws ServiceError `not_found`. */
export async function readTeam(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { teamId, version }: { teamId: string; version?: number | undefined },
): Promise<TeamDetail> {
  const team = await findTeam(ctx.db, who.orgId, teamId);
  const versions = await ctx.db
    .select()
    .from(teamVersions)
    .where(eq(teamVersions.teamId, team.id))
    .orderBy(desc(teamVersions.version));
  const wanted = versions.find((one) => one.version === (version ?? team.currentVersion));
  if (!wanted) throw new ServiceError('not_found', 'team.not_found');
  return {
    ...teamSummaryOf(team, wanted.config),
    version: wanted.version,
    config: wanted.config,
    versions: versions.map((one) => ({ version: one.version, note: one.note, createdAt: one.createdAt.toISOString() })),
  };
}
