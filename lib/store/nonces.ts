import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/** Spends a nonce for every process, and forgets those older than `keepMs`; false where it was used before. */
export async function spendNonce(db: Pick<Db, 'execute'>, nonce: string, keepMs: number): Promise<boolean> {
  const { rows } = await db.execute(sql`
    with old as (delete from call_nonces where used_at < now() - ${keepMs} * interval '1 millisecond')
    insert into call_nonces (nonce) values (${nonce}) on conflict do nothing returning nonce`);
  return rows.length > 0;
}
