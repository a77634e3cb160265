import { and, eq, inArray, ne } from 'drizzle-orm';
import { integrations, teams } from '@/db/schema';
import type { Context } from '../context';
import type { Meant } from '../decisions/meant';
import type { Changing } from './append';
import { askForExports } from './ask';
import type { ExportJob } from './queue';

/**
 * Asks for the export of an accepted decision wherever its meeting, else its team, says that it goes by itself; in the
 * transaction that accepts it. What goes by a broken integration waits until it is mended. Returns what to wake.
 */
export async function exportByRule(
  ctx: Context,
  changing: Changing,
  { run, meeting }: Pick<Meant, 'run' | 'meeting'>,
): Promise<ExportJob[]> {
  const { tx } = changing;
  const { orgId, id: runId, meetingId } = run;
  const wanted = meeting.exportTo ?? (await teamsWay(changing, orgId, meeting.teamId));
  if (wanted.length === 0) return [];
  const found = await tx
    .select()
    .from(integrations)
    .where(and(eq(integrations.orgId, orgId), inArray(integrations.id, wanted), ne(integrations.state, 'new')))
    .orderBy(integrations.createdAt, integrations.id);
  for (const integration of found) {
    const { target } = integration;
    await askForExports(ctx, changing, orgId, { meetingId, runId, target, integration, by: null });
  }
  return found.map(({ id: integrationId }) => ({ orgId, runId, integrationId }));
}

async function teamsWay({ tx }: Changing, orgId: string, teamId: string | null): Promise<string[]> {
  if (teamId === null) return [];
  const [team] = await tx
    .select({ exportTo: teams.exportTo })
    .from(teams)
    .where(and(eq(teams.orgId, orgId), eq(teams.id, teamId)));
  return team?.exportTo ?? [];
}
