import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Bucket, Limits, Taken } from '../ports/limits';
import { type Count, prefixOf, redisCount, type Sizes } from './rates';
import type { Redis } from './redis';

/** Those that somebody could get around by asking another process; the rest may be counted by each alone. */
const guarding: readonly Bucket[] = ['sign_in', 'password', 'link_password'];

interface Shared {
  count: Count;
  /** Which buckets are worth the way there. */
  buckets: readonly Bucket[];
  close?: () => Promise<void>;
}

/** By PostgreSQL only what another process must not forget. */
export const sharedByDatabase = (count: Count): Shared => ({ count, buckets: guarding });
export const sharedByRedis = (redis: Pick<Redis, 'run' | 'close'>): Shared => ({
  count: redisCount(redis),
  buckets: ['token', 'member', 'address', 'guess', ...guarding, 'refusal'],
  close: () => redis.close(),
});

/** Limits of this process's memory, and of a shared counter for the buckets that it is for; while that fails, of memory. */
export function createLimits(sizes: Sizes, shared: Shared | null = null): Limits {
  const limiters = new Map<Bucket, RateLimiterMemory | RateLimiterRedis>();
  const waiting = new Map<string, Waiting>();
  const limiterOf = (bucket: Bucket) => {
    const made = limiters.get(bucket) ?? makeLimiter(bucket, sizes[bucket], shared);
    limiters.set(bucket, made);
    return made;
  };
  const told = (bucket: Bucket, key: string, outcome: RateLimiterRes, refused: boolean): Taken => {
    const { limit, seconds: windowSeconds } = sizes[bucket];
    const seconds = Math.max(1, Math.ceil(outcome.msBeforeNext / 1000));
    const taken = { bucket, limit, windowSeconds, left: Math.max(0, outcome.remainingPoints), seconds, refused };
    if (refused) keepBounded(waiting, `${bucket} ${key}`, { taken, until: Date.now() + outcome.msBeforeNext });
    return taken;
  };
  return {
    async take(bucket, key) {
      try {
        return told(bucket, key, await limiterOf(bucket).consume(key), false);
      } catch (outcome) {
        if (outcome instanceof RateLimiterRes) return told(bucket, key, outcome, true);
        const { limit, seconds } = sizes[bucket];
        return { bucket, limit, windowSeconds: seconds, left: limit, seconds, refused: false };
      }
    },
    async giveBack(bucket, key) {
      await limiterOf(bucket)
        .reward(key)
        .catch(() => {});
    },
    refused(bucket, key) {
      const { taken, until = 0 } = waiting.get(`${bucket} ${key}`) ?? {};
      const ms = until - Date.now();
      return taken && ms > 0 ? { ...taken, seconds: Math.ceil(ms / 1000) } : null;
    },
    close: async () => shared?.close?.(),
  };
}

function makeLimiter(bucket: Bucket, { limit, seconds }: Sizes[Bucket], shared: Shared | null) {
  const options = { keyPrefix: prefixOf(bucket), points: limit, duration: seconds };
  const memory = new RateLimiterMemory(options);
  if (!shared?.buckets.includes(bucket)) return memory;
  // The library asks its Redis one thing only, to add and to tell; whatever can do that may stand behind it.
  const storeClient = {
    eval: (_: string, { keys: [key = ''], arguments: [points, forSeconds] }: { keys: string[]; arguments: string[] }) =>
      shared.count(key, Number(points), Number(forSeconds)),
  };
  return new RateLimiterRedis({ ...options, storeClient, useRedisPackage: true, insuranceLimiter: memory });
}

interface Waiting {
  taken: Taken;
  until: number;
}

const most = 10_000;
function keepBounded(map: Map<string, Waiting>, key: string, waiting: Waiting): void {
  map.delete(key);
  map.set(key, waiting);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
