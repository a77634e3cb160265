import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '@/db/statements';

/**
 * Adds to a count that lasts so many seconds, for every process by one statement, and forgets old ones. Gives the count
 * and the milliseconds that it still lasts.
 */
export async function addToRate(
  db: Statements,
  key: string,
  points: number,
  seconds: number,
): Promise<[count: number, msLeft: number]> {
  const fresh = sql`now() + ${seconds} * interval '1 second'`;
  const [row] = await rowsOf<{ points: number; left: number }>(
    db,
    sql`with old as (delete from rate_counts where expires_at < now() - interval '1 minute' and key <> ${key})
      insert into rate_counts as c (key, points, expires_at) values (${key}, ${points}, ${fresh})
      on conflict (key) do update set
        points = case when c.expires_at <= now() then excluded.points else c.points + excluded.points end,
        expires_at = case when c.expires_at <= now() then excluded.expires_at else c.expires_at end
      returning points, (extract(epoch from expires_at - now()) * 1000)::int as left`,
  );
  if (!row) throw new Error('A rate could not be counted');
  return [row.points, row.left];
}
