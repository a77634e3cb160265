import { isDeepStrictEqual } from 'node:util';
import type { Team } from '@/lib/council/team.schema';
import type { Context, Member } from '@/lib/services/context';
import { ServiceError } from '@/lib/services/errors';
import { offersTo } from '@/lib/services/models/rows';
import { createTeam } from '@/lib/services/teams/create';
import { listTeams } from '@/lib/services/teams/list';
import { readTeam } from '@/lib/services/teams/read';

/**
 * The id of a team of one's own with exactly this set-up, made where there is none yet.
 * @throws ServiceError `invalid` when a seat's model can't be asked here.
 */
export async function teamFor(ctx: Context, who: Member, config: Team): Promise<string> {
  const offers = await offersTo(ctx, ctx.db, who.orgId);
  for (const seat of config.seats) {
    const offer = offers(seat.model);
    if (!offer.ok) throw new ServiceError('invalid', offer.reason.code, { seat: seat.name, ...offer.reason.args });
  }
  const { teams } = await listTeams(ctx, who);
  for (const team of teams.filter((one) => one.key === null && one.name === config.name)) {
    const known = await readTeam(ctx, who, { teamId: team.id });
    if (isDeepStrictEqual(known.config, config)) return team.id;
  }
  return (await createTeam(ctx, who, { config })).id;
}
