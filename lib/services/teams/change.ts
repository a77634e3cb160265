import { and, eq, isNull } from 'drizzle-orm';
import { teams, teamVersions } from '@/db/schema';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { offersTo } from '../models/rows';
import { checkAchievable } from './check-achievable';
import { readTeam } from './read';
import { checkModels, teamOf } from './rows';
import type { ChangeTeam, TeamDetail } from './schemas';

/**
 * Saves a new version of a team; runs in session keep theirs.
 * @throws ServiceError `not_found`; `invalid` when its limits end every council; `conflict` with the current version when `version` is not it, or for a template's team.
 */
export async function changeTeam(ctx: DataContext, who: Member, input: ChangeTeam): Promise<TeamDetail> {
  const offers = await offersTo(ctx, ctx.db, who.orgId);
  checkModels(offers, input.config);
  checkAchievable(offers, input.config);
  const { orgId, userId } = who;
  return ctx.db.transaction(async (tx) => {
    const [team] = await tx
      .select()
      .from(teams)
      .where(and(teamOf(orgId, input.teamId), isNull(teams.archivedAt)))
      .for('update');
    if (!team) throw new ServiceError('not_found', 'team.not_found');
    if (team.key !== null) throw new ServiceError('conflict', 'team.built_in');
    if (team.currentVersion !== input.version) {
      const current = await readTeam({ db: tx }, who, { teamId: team.id });
      const args = { current: team.currentVersion, sent: input.version };
      throw new ServiceError('conflict', 'team.stale', args, [], { current });
    }
    const version = team.currentVersion + 1;
    const { config, note = null } = input;
    await tx.insert(teamVersions).values({ teamId: team.id, version, orgId, config, note, createdBy: userId });
    await tx.update(teams).set({ currentVersion: version, name: config.name }).where(eq(teams.id, team.id));
    const [former] = await tx
      .select({ config: teamVersions.config })
      .from(teamVersions)
      .where(and(eq(teamVersions.teamId, team.id), eq(teamVersions.version, team.currentVersion)));
    const detail = { name: config.name, version, note, ...difference(former?.config ?? {}, config) };
    await audit(tx, who, 'team.change', { type: 'team', id: team.id }, detail);
    return readTeam({ db: tx }, who, { teamId: team.id });
  });
}
