import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Bucket, Limits, Taken } from '../ports/limits';
import type { Redis } from './redis';

/** How many each bucket holds, and for how long. */
export type Sizes = Readonly<Record<Bucket, { limit: number; seconds: number }>>;

/** Requests a minute are the deployment's choice; guesses are not. */
export const sizesOf = (rates: Record<'token' | 'member' | 'address', number>): Sizes => ({
  token: { limit: rates.token, seconds: 60 },
  member: { limit: rates.member, seconds: 60 },
  address: { limit: rates.address, seconds: 60 },
  guess: { limit: 30, seconds: 60 },
  sign_in: { limit: 20, seconds: 600 },
  password: { limit: 10, seconds: 600 },
  link_password: { limit: 200, seconds: 3600 },
  refusal: { limit: 20, seconds: 60 },
});

/** Those that somebody could get around by asking another process; the rest may be counted by each alone. */
const guarding: readonly Bucket[] = ['sign_in', 'password', 'link_password'];

/** Adds to a count that lasts so many seconds; gives the count and the milliseconds that it still lasts. */
export type Count = (key: string, points: number, seconds: number) => Promise<[count: number, msLeft: number]>;

const add = `redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
local count = redis.call('incrby', KEYS[1], ARGV[1])
return {count, redis.call('pttl', KEYS[1])}`;

/** Counts in Redis: for everything, as one hop costs less than a request of the same. */
export const redisCount =
  (redis: Pick<Redis, 'run'>): Count =>
  async (key, points, seconds) => {
    const [count, msLeft] = [await redis.run(add, key, [String(points), String(seconds)])].flat();
    return [Number(count), Number(msLeft)];
  };

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
  const options = { keyPrefix: `xio:rate:${bucket}`, points: limit, duration: seconds };
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
