import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { CacheKey } from '../../ports/cache';
import { nameOf, type Redis } from '../redis';
import { keptName } from '../redis-cache';

const shorten = `
local left = redis.call('pttl', KEYS[1]) - ARGV[1]
if left > 0 then return redis.call('pexpire', KEYS[1], left) end
return redis.call('del', KEYS[1])`;

/** Lets the clock of a run's lock in Redis pass over `ms`. */
export async function passLock(redis: Redis, runId: string, ms: number): Promise<void> {
  await redis.run(shorten, nameOf(runId, 'lease'), [String(ms)]);
}

/** Lets the clock of what is kept in Redis pass over `ms`. */
export async function passKept(redis: Redis, key: CacheKey, ms: number): Promise<void> {
  await redis.run(shorten, keptName(key), [String(ms)]);
}

/** Lets the clock of a run's lease column pass over `ms`. */
export async function passColumn(db: Db, runId: string, ms: number): Promise<void> {
  await db.execute(
    sql`update runs set lease_until = lease_until - ${ms} * interval '1 millisecond' where id = ${runId}`,
  );
}
