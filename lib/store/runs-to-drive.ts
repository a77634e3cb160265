import { and, asc, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '@/db/client';
import { runs } from '@/db/schema';

const left = and(
  eq(runs.needsDriver, true),
  ne(runs.status, 'finished'),
  or(isNull(runs.leaseUntil), lt(runs.leaseUntil, sql`clock_timestamp()`)),
);

/** Runs of every organisation that have work to do and no driver, oldest first: what a sweep takes over. */
export async function runsToDrive(db: Db, limit: number): Promise<{ orgId: string; runId: string }[]> {
  return await db
    .select({ orgId: runs.orgId, runId: runs.id })
    .from(runs)
    .where(left)
    .orderBy(asc(runs.createdAt), asc(runs.id))
    .limit(limit);
}

/** Which of the runs that wait for a driver it is, from 1; null where it does not wait. */
export async function placeInLine(db: Pick<Db, 'select'>, runId: string): Promise<number | null> {
  const mine = alias(runs, 'mine');
  const [row] = await db
    .select({ waits: sql<boolean>`bool_or(${runs.id} = ${runId})`, place: sql<number>`count(*)::int` })
    .from(runs)
    .innerJoin(mine, and(eq(mine.id, runId), sql`(${runs.createdAt}, ${runs.id}) <= (${mine.createdAt}, ${mine.id})`))
    .where(left);
  return row?.waits ? row.place : null;
}
