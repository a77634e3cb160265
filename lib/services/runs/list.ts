import { and, desc, eq } from 'drizzle-orm';
import { runs } from '@/db/schema';
import type { Outcome, Phase, RunStatus } from '@/lib/council/events';
import { placeInLine } from '@/lib/store/runs-to-drive';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { runMeant } from '../run-meant';

export interface RunRow {
  id: string;
  status: RunStatus;
  phase: Phase | null;
  outcome: Outcome | null;
  scripted: boolean;
  turns: number;
  createdAt: string;
  finishedAt: string | null;
  /** Of those that wait for room, from 1; null once it is driven. */
  place: number | null;
}

/** A meeting's runs, newest first, at most 100. @throws ServiceError `not_found`. */
export async function listRuns(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId }: { meetingId: string },
): Promise<RunRow[]> {
  await runMeant(ctx.db, who.orgId, { meetingId });
  const rows = await ctx.db
    .select()
    .from(runs)
    .where(and(eq(runs.orgId, who.orgId), eq(runs.meetingId, meetingId)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(100);
  const queued = rows.find((row) => row.status === 'queued');
  const place = queued ? await placeInLine(ctx.db, queued.id) : null;
  return rows.map(({ id, status, phase, outcome, scripted, turns, createdAt, finishedAt }) => ({
    id,
    status,
    phase,
    outcome,
    scripted,
    turns,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    place: id === queued?.id ? place : null,
  }));
}
