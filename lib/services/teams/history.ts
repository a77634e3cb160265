import { desc, eq } from 'drizzle-orm';
import { teamVersions, users } from '@/db/schema';
import { type TeamChange, teamChanges } from '@/lib/council/team-changes';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { findTeam } from './rows';

export interface TeamVersion {
  version: number;
  note: string | null;
  /** Null for somebody who has left. */
  by: string | null;
  createdAt: string;
  /** What it changed of the version before; null where that one is not among those read. */
  changes: TeamChange[] | null;
}

const most = 50;

/** A team's newest versions, each with what it changed. @throws ServiceError `not_found`. */
export async function teamHistory(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { teamId }: { teamId: string },
): Promise<TeamVersion[]> {
  await findTeam(ctx.db, who.orgId, teamId);
  const rows = await ctx.db
    .select({ row: teamVersions, by: users.name })
    .from(teamVersions)
    .leftJoin(users, eq(users.id, teamVersions.createdBy))
    .where(eq(teamVersions.teamId, teamId))
    .orderBy(desc(teamVersions.version))
    .limit(most);
  return rows.map(({ row, by }, n) => {
    const before = rows[n + 1]?.row;
    return {
      version: row.version,
      note: row.note,
      by,
      createdAt: row.createdAt.toISOString(),
      changes: before ? teamChanges(before.config, row.config) : null,
    };
  });
}
