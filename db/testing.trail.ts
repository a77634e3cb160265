import { sql } from 'drizzle-orm';
import type { Db } from './client';
import { crowd } from './testing.crowd';

/** Words that the trail of `fillTrail` is sure to hold: one that every other row has, and one that ten rows have. */
export const trailWords = { common: 'council', rare: 'Zebulon' } as const;

/** Rows of one statement: what it must remember to check afterwards stays in memory. */
const atOnce = 100_000;

/**
 * Fills the trail of an organisation, and of a hundred others that share a tenth of it, with what a thousand people do
 * in two years. Nothing of it is sealed. Its indexes are made when all rows are there, which takes a tenth of the time.
 */
export async function fillTrail(db: Db, rows: number): Promise<void> {
  const { rows: indexes } = await db.execute<{ name: string; made: string }>(sql`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made
    from pg_index where indrelid = 'audit_rows'::regclass and not indisprimary`);
  await db.execute(sql`
    insert into organisations (id, name, slug)
    select 'org-' || n, 'Organisation ' || n, 'org-' || n from generate_series(1, 102) n on conflict do nothing`);
  for (const { name } of indexes) await db.execute(sql.raw(`drop index ${name}`));
  for (let from = 1; from <= rows; from += atOnce)
    await db.execute(sql`
      insert into audit_rows (id, org_id, user_id, token_id, action, subject_type, subject_id, detail, address, user_agent, at)
      select 'trail-' || n,
        case when n % 10 = 0 then 'org-' || (2 + n / 10 % 100) else ${crowd.organisation} end,
        case when n % 20 <> 7 then 'user-' || (1 + n * 7 % 1000) end,
        case when n % 11 = 3 then 'token-' || n % 5 end,
        case when n % 100003 = 5 then 'audit.export'
          else (array['run.control', 'run.comment', 'meeting.change', 'session.open', 'access.refuse', 'share.create'])[1 + n % 6] end,
        (array['run', 'run', 'meeting', 'session', 'permission', 'share'])[1 + n % 6],
        'subject-' || n % 50000,
        jsonb_build_object('control', 'pause', 'title', case when n % 2 = 0 then 'The council of spring ' else 'Der Rat ' end || n,
          'before', jsonb_build_object('rounds', n % 7), 'after', jsonb_build_object('rounds', n % 5),
          'name', case when n % greatest(1, ${rows}::int / 10) = 1 then ${trailWords.rare}::text else 'Person ' || n % 1000 end),
        '203.0.113.' || n % 250, 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
        now() - (${rows}::int - n) * (interval '730 days' / ${rows}::int)
      from generate_series(${from}::int, ${Math.min(rows, from + atOnce - 1)}::int) n`);
  for (const { made } of indexes) await db.execute(sql.raw(made));
  await db.execute(sql`analyze audit_rows, audit_unsealed`);
}
