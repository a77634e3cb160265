import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/**
 * How many runs of every organisation have work to do and no driver, and for how long (s) the one of them that was
 * left longest has been alone. Runs that nobody has driven yet are `queued`, and may wait for their turn.
 */
export async function unheldRuns(db: Pick<Db, 'execute'>): Promise<{ queued: number; started: number; left: number }> {
  const { rows } = await db.execute<{ queued: number; started: number; left: number }>(sql`
    select count(*) filter (where r.epoch = 0)::int as queued,
      count(*) filter (where r.epoch > 0)::int as started,
      coalesce(max(extract(epoch from clock_timestamp() - greatest(r.lease_until, e.at)))
        filter (where r.epoch > 0), 0)::float8 as left
    from runs r left join run_events e on e.run_id = r.id and e.seq = r.head
    where r.needs_driver and r.status <> 'finished'
      and (r.lease_until is null or r.lease_until < clock_timestamp())`);
  return rows[0] ?? { queued: 0, started: 0, left: 0 };
}
