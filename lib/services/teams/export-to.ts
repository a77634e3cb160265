import { eq } from 'drizzle-orm';
import { teams } from '@/db/schema';
import { audit } from '../audit';
import { difference } from '../audit/difference';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { demandIntegrations } from '../exports/automatic';
import { readTeam } from './read';
import { teamOf } from './rows';
import type { TeamDetail, TeamExports } from './schemas';

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id));

/**
 * Says where accepted decisions of a team's meetings go by themselves: no part of its set-up, so a template's team has
 * it, too, and no version is made.
 * @throws ServiceError `not_found`; `invalid` for an integration that is not there; `conflict` where it is not as it was read.
 */
export async function setTeamExports(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { teamId, was, exportTo }: TeamExports & { teamId: string },
): Promise<TeamDetail> {
  return ctx.db.transaction(async (tx) => {
    const [team] = await tx.select().from(teams).where(teamOf(who.orgId, teamId)).for('update');
    if (!team) throw new ServiceError('not_found', 'team.not_found');
    if (!same(team.exportTo, was)) {
      throw new ServiceError('conflict', 'team.exports_stale', {}, [], { exportTo: team.exportTo });
    }
    await demandIntegrations(tx, who.orgId, exportTo);
    await tx.update(teams).set({ exportTo }).where(eq(teams.id, team.id));
    await audit(
      tx,
      who,
      'team.exports',
      { type: 'team', id: team.id },
      {
        name: team.name,
        ...difference({ exportTo: team.exportTo }, { exportTo }),
      },
    );
    return readTeam({ db: tx }, who, { teamId });
  });
}
