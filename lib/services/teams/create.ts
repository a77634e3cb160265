import type { z } from 'zod';
import { teams, teamVersions } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { offersTo } from '../models/rows';
import { checkAchievable } from './check-achievable';
import { readTeam } from './read';
import { checkModels } from './rows';
import type { createTeamSchema, TeamDetail } from './schemas';

/** Makes a team at version 1. @throws ServiceError `invalid` when a seat's model can't be served here, or its limits end every council. */
export async function createTeam(
  ctx: DataContext,
  who: Member,
  { config }: z.infer<typeof createTeamSchema>,
): Promise<TeamDetail> {
  const offers = await offersTo(ctx, ctx.db, who.orgId);
  checkModels(offers, config);
  checkAchievable(offers, config);
  return ctx.db.transaction(async (tx) => {
    const { orgId, userId } = who;
    const [team] = await tx.insert(teams).values({ orgId, name: config.name, createdBy: userId }).returning();
    if (!team) throw new ServiceError('unavailable', 'unavailable');
    await tx.insert(teamVersions).values({ teamId: team.id, version: 1, orgId, config, createdBy: userId });
    await audit(tx, who, 'team.create', { type: 'team', id: team.id }, { name: config.name });
    return readTeam({ db: tx }, who, { teamId: team.id });
  });
}
