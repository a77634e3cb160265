import { and, asc, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { runs } from '@/db/schema';

/** Runs of every organisation that have work to do and no driver, oldest first: what a sweep takes over. */
export async function runsToDrive(db: Db, limit: number): Promise<{ orgId: string; runId: string }[]> {
  return await db
    .select({ orgId: runs.orgId, runId: runs.id })
    .from(runs)
    .where(
      and(
        eq(runs.needsDriver, true),
        ne(runs.status, 'finished'),
        or(isNull(runs.leaseUntil), lt(runs.leaseUntil, sql`clock_timestamp()`)),
      ),
    )
    .orderBy(asc(runs.createdAt))
    .limit(limit);
}
