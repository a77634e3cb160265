import { and, desc, eq, isNull } from 'drizzle-orm';
import { teams, teamVersions } from '@/db/schema';
import { may } from '@/lib/auth/permissions';
import { modelKey } from '@/lib/council/budget';
import type { Price } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import type { Offers } from '../models/rows';

/** A team that a meeting can be given to, whole, with what its models cost; null for who may not see costs. */
export interface OfferedTeam {
  id: string;
  team: Team;
  /** Micro-USD a million tokens, by `provider:name`; without those whose price is unknown. */
  prices: Record<string, Price> | null;
}

const most = 200;

/** The organisation's own teams at their current versions, oldest first; the newest 200 where there are more. */
export async function offeredTeams(ctx: Pick<DataContext, 'db'>, who: Member, offers: Offers): Promise<OfferedTeam[]> {
  const rows = await ctx.db
    .select({ id: teams.id, team: teamVersions.config })
    .from(teams)
    .innerJoin(teamVersions, and(eq(teamVersions.teamId, teams.id), eq(teamVersions.version, teams.currentVersion)))
    .where(and(eq(teams.orgId, who.orgId), isNull(teams.archivedAt), isNull(teams.key)))
    .orderBy(desc(teams.createdAt), desc(teams.id))
    .limit(most);
  return rows.toReversed().map(({ id, team }) => offered(offers, who, id, team));
}

/** Any team in that form. */
export function offered(offers: Offers, who: Member, id: string, team: Team): OfferedTeam {
  const prices = team.seats.flatMap(({ model }) => {
    const offer = offers(model);
    return offer.ok && offer.price.input + offer.price.output > 0 ? [[modelKey(model), offer.price] as const] : [];
  });
  return { id, team, prices: may(who, 'cost.read') ? Object.fromEntries(prices) : null };
}
