import { z } from 'zod';
import type { teams } from '@/db/schema';
import type { Team } from '@/lib/council/team.schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { readTeam } from './read';
import { teamInOrganisation } from './rows';
import { keptTeam } from './template-team';

/** How a council is held; what is absent stays as the team has it. */
export const styleSchema = z.strictObject({
  protocol: z.enum(['council', 'panel']).optional(),
  selector: z.enum(['round_robin', 'auto', 'random']).optional(),
  rounds: z.int().min(1).max(10).optional(),
});
export type Style = z.output<typeof styleSchema>;

/**
 * The team in a style of its own: the team itself where nothing differs, else one that is kept for that style and
 * follows the team.
 * @throws ServiceError `not_found`, also for another organisation's or an archived team.
 */
export async function styledTeam(
  { db }: Pick<DataContext, 'db'>,
  who: Member,
  teamId: string,
  { protocol, selector, rounds }: Style,
): Promise<typeof teams.$inferSelect> {
  const team = await teamInOrganisation(db, who.orgId, teamId);
  const { config } = await readTeam({ db }, who, { teamId });
  const styled: Team = {
    ...config,
    protocol: protocol ?? config.protocol,
    selector: selector && selector !== config.selector.method ? { method: selector } : config.selector,
    rounds: rounds ?? config.rounds,
  };
  const told = [
    styled.protocol === config.protocol ? '' : styled.protocol,
    styled.selector === config.selector ? '' : styled.selector.method,
    styled.rounds === config.rounds ? '' : String(styled.rounds),
  ];
  if (told.every((one) => one === '')) return team;
  return keptTeam(db, who, `style:${teamId}:${told.join(':')}`, { ...styled, name: named(config.name, told) });
}

const longest = 80;

/** "Platform council (panel, random, 3)", within the length that a name may have. */
function named(name: string, told: readonly string[]): string {
  const style = ` (${told
    .filter((one) => one !== '')
    .join(', ')
    .replace('_', ' ')})`;
  return name.slice(0, longest - style.length) + style;
}
