import { and, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { runs } from '@/db/schema';
import type { Lease } from '../ports/lease';

/** The lease columns of the run's own row, by the database's clock. A run that does not exist can't be leased. */
export function createPostgresLease(db: Db): Lease {
  const mine = (owner: string) => eq(runs.leaseOwner, owner);
  const alive = sql`${runs.leaseUntil} > clock_timestamp()`;

  async function hold(runId: string, owner: string, ttlMs: number, where: SQL | undefined): Promise<boolean> {
    const held = await db
      .update(runs)
      .set({ leaseOwner: owner, leaseUntil: sql`clock_timestamp() + ${ttlMs} * interval '1 millisecond'` })
      .where(and(eq(runs.id, runId), where))
      .returning({ id: runs.id });
    return held.length > 0;
  }

  return {
    acquire: (runId, owner, ttlMs) =>
      hold(runId, owner, ttlMs, or(isNull(runs.leaseOwner), mine(owner), lt(runs.leaseUntil, sql`clock_timestamp()`))),
    renew: (runId, owner, ttlMs) => hold(runId, owner, ttlMs, and(mine(owner), alive)),
    async release(runId, owner) {
      await db
        .update(runs)
        .set({ leaseOwner: null, leaseUntil: null })
        .where(and(eq(runs.id, runId), mine(owner)));
    },
  };
}
