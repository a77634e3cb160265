import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Cache, CacheKey } from '../ports/cache';
import { type CacheCounts, uncountedCache } from './counts';
import type { Redis } from './redis';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
/** What is longer is packed; what is still longer than this afterwards is not worth its way. */
const packedFrom = 2048;
const longest = 4 * 1024 * 1024;

const read = `return redis.call('get', KEYS[1])`;
/** Which names a run has is kept beside them, as long as the last of them: what they hold can be forgotten at once. */
const keep = `
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
redis.call('sadd', ARGV[3], KEYS[1])
return redis.call('pexpire', ARGV[3], ARGV[2])`;
const forget = `
for _, name in ipairs(redis.call('smembers', KEYS[1])) do redis.call('del', name) end
return redis.call('del', KEYS[1])`;

/** In the slot of its run, and never under the name of another organisation's. */
export const keptName = ({ orgId, runId, what }: CacheKey) => `xio:{run:${runId}}:kept:${orgId}:${what}`;
const namesOf = ({ orgId, runId }: Pick<CacheKey, 'orgId' | 'runId'>) => `xio:{run:${runId}}:names:${orgId}`;

/** A cache in Redis. One that does not answer holds nothing; give it a connection of its own, as its values are long. */
export function createRedisCache(redis: Pick<Redis, 'run' | 'close'>, counts: CacheCounts = uncountedCache): Cache {
  return {
    async read(key) {
      try {
        const found = await redis.run(read, keptName(key), []);
        counts.read(typeof found === 'string' ? 'hit' : 'miss');
        if (typeof found !== 'string') return null;
        const value = found.slice(1);
        return found.startsWith('z') ? (await unpack(Buffer.from(value, 'base64'))).toString() : value;
      } catch {
        counts.read('failed');
        return null;
      }
    },
    async keep(key, value, lifetimeMs) {
      try {
        const short = value.length < packedFrom;
        const stored = short ? `p${value}` : `z${(await pack(value, { level: 1 })).toString('base64')}`;
        if (stored.length <= longest) await redis.run(keep, keptName(key), [stored, String(lifetimeMs), namesOf(key)]);
      } catch {
        counts.read('failed'); // then it is made again
      }
    },
    async forget(run) {
      try {
        await redis.run(forget, namesOf(run), []);
      } catch {
        counts.read('failed'); // then it outlives its time
      }
    },
    close: () => redis.close(),
  };
}
