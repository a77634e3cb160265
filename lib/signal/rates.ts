import type { Bucket, Limits } from '../ports/limits';
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

/** Takes from the same counts as every process does, by a shared counter alone: for where the limiters' library can't go. */
export const takeByCount = (sizes: Sizes, count: Count): Pick<Limits, 'take'> => ({
  async take(bucket, key) {
    const { limit, seconds: windowSeconds } = sizes[bucket];
    const told = (taken: number, msLeft: number) => ({
      ...{ bucket, limit, windowSeconds },
      left: Math.max(0, limit - taken),
      seconds: Math.max(1, Math.ceil(msLeft / 1000)),
      refused: taken > limit,
    });
    return count(`${prefixOf(bucket)}:${key}`, 1, windowSeconds).then(
      ([taken, msLeft]) => told(taken, msLeft),
      () => told(0, windowSeconds * 1000),
    );
  },
});

/** Before the key of every count. */
export const prefixOf = (bucket: Bucket) => `xio:rate:${bucket}`;
