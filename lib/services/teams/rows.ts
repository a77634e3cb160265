import { and, eq } from 'drizzle-orm';
import { teams } from '@/db/schema';
import type { Team } from '@/lib/council/team.schema';
import type { Executor } from '../data';
import { type InputIssue, ServiceError } from '../errors';
import type { Offers } from '../models/rows';
import type { TeamSummary } from './schemas';

type TeamRow = typeof teams.$inferSelect;

/** Also an archived one. @throws ServiceError `not_found`, also for another organisation's. */
export async function findTeam(db: Executor, orgId: string, teamId: string): Promise<TeamRow> {
  const [row] = await db.select().from(teams).where(teamOf(orgId, teamId));
  if (!row) throw new ServiceError('not_found', 'team.not_found');
  return row;
}

/** One that a meeting may be given to. @throws ServiceError `not_found`, also for another organisation's or an archived one. */
export async function teamInOrganisation(db: Executor, orgId: string, teamId: string): Promise<TeamRow> {
  const row = await findTeam(db, orgId, teamId);
  if (row.archivedAt) throw new ServiceError('not_found', 'team.not_found');
  return row;
}

export const teamOf = (orgId: string, teamId: string) => and(eq(teams.orgId, orgId), eq(teams.id, teamId));

export function teamSummaryOf(row: TeamRow, config: Team): TeamSummary {
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    version: row.currentVersion,
    protocol: config.protocol,
    seats: config.seats.map(({ id, role, name }) => ({ id, role, name })),
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

/** @throws ServiceError `invalid` naming every seat, below `at`, whose model the organisation can't ask. */
export function checkModels(offers: Offers, config: Team, at = 'config'): void {
  const issues: InputIssue[] = config.seats.flatMap(({ id, model }, index) =>
    offers(model).ok
      ? []
      : [
          {
            path: `${at}.seats.${index}.model`,
            code: 'team.model_unknown',
            args: { seat: id, model: `${model.provider}:${model.name}` },
          },
        ],
  );
  if (issues.length > 0) throw new ServiceError('invalid', 'request.invalid', { count: issues.length }, issues);
}
