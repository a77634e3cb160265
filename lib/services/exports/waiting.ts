import { sql } from 'drizzle-orm';
import type { Executor } from '../data';

export interface WaitingExports {
  /** Rows that are not there yet, by target. */
  waiting: Record<string, number>;
  /** For how long, in seconds, the one that could have been sent the longest has been left; 0 where none was. */
  left: number;
}

/** What waits in the outbox: of all organisations, by an index that holds nothing else. */
export async function waitingExports(db: Pick<Executor, 'execute'>): Promise<WaitingExports> {
  const { rows } = await db.execute<{ target: string; waiting: number; left_s: number | null }>(sql`
    select e.target, count(*)::int as waiting,
      max(extract(epoch from clock_timestamp() - case when e.state = 'sending' then e.claimed_until else e.next_try_at end))
        filter (where (i.id is null or (i.state = 'ready' and coalesce(i.rests_until < clock_timestamp(), true)))
          and not exists (
            select from exports o
            where o.run_id = e.run_id and o.integration_id is not distinct from e.integration_id and o.id <> e.id
              and o.state in ('waiting', 'sending')
              and (o.claimed_until > clock_timestamp() or (o.kind = 'decision_log' and e.kind <> o.kind)))
        )::float8 as left_s
    from exports e left join integrations i on i.id = e.integration_id
    where e.state in ('waiting', 'sending')
    group by e.target`);
  return {
    waiting: Object.fromEntries(rows.map((row) => [row.target, row.waiting])),
    left: Math.max(0, ...rows.map((row) => row.left_s ?? 0)),
  };
}
