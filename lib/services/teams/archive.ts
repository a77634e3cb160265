import { sql } from 'drizzle-orm';
import { teams } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { readTeam } from './read';
import { teamOf } from './rows';
import type { TeamDetail } from './schemas';

/**
 * Takes a team out of what meetings are offered, or brings it back; meetings that were given it keep it.
 * @throws ServiceError `not_found`; `conflict` for a template's team.
 */
export async function archiveTeam(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { teamId, archived }: { teamId: string; archived: boolean },
): Promise<TeamDetail> {
  return ctx.db.transaction(async (tx) => {
    const [team] = await tx.select().from(teams).where(teamOf(who.orgId, teamId)).for('update');
    if (!team) throw new ServiceError('not_found', 'team.not_found');
    if (team.key !== null) throw new ServiceError('conflict', 'team.built_in');
    if ((team.archivedAt !== null) !== archived) {
      await tx
        .update(teams)
        .set({ archivedAt: archived ? sql`now()` : null })
        .where(teamOf(who.orgId, teamId));
      await audit(
        tx,
        who,
        archived ? 'team.archive' : 'team.restore',
        { type: 'team', id: teamId },
        { name: team.name },
      );
    }
    return readTeam({ db: tx }, who, { teamId });
  });
}
