import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { runs } from '@/db/schema';
import type { Outcome, Phase, RunStatus } from '@/lib/council/events';
import { placeInLine } from '@/lib/store/runs-to-drive';
import type { Member } from '../context';
import { pageOf, pageSchema, readCursor, timeAndId } from '../cursor';
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

export const listRunsSchema = z.strictObject(pageSchema(50, 100));

/** A meeting's runs, newest first, a page at a time. @throws ServiceError `not_found`. */
export async function listRuns(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId, ...input }: { meetingId: string } & z.input<typeof listRunsSchema>,
): Promise<{ runs: RunRow[]; nextCursor: string | null }> {
  const { cursor, limit } = listRunsSchema.parse(input);
  const from = cursor ? readCursor(cursor, timeAndId) : null;
  await runMeant(ctx.db, who.orgId, { meetingId });
  const rows = await ctx.db
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.orgId, who.orgId),
        eq(runs.meetingId, meetingId),
        from ? sql`(${runs.createdAt}, ${runs.id}) < (${from[0]}::timestamptz, ${from[1]})` : undefined,
      ),
    )
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(limit + 1);
  const { page, nextCursor } = pageOf(rows, limit);
  const queued = rows.find((row) => row.status === 'queued');
  const place = queued ? await placeInLine(ctx.db, queued.id) : null;
  const shown = page.map(({ id, status, phase, outcome, scripted, turns, createdAt, finishedAt }) => ({
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
  return { runs: shown, nextCursor };
}
