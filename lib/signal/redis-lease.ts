import type { Lease } from '../ports/lease';
import { nameOf, type Redis } from './redis';

const acquire = `
if redis.call('set', KEYS[1], ARGV[1], 'nx', 'px', ARGV[2]) then return 1 end
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('pexpire', KEYS[1], ARGV[2])`;

const renew = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('pexpire', KEYS[1], ARGV[2])`;

const release = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('del', KEYS[1])`;

/** One key a run that holds its owner and expires by the clock of Redis. @throws Error when Redis can't be reached. */
export function createRedisLease(redis: Pick<Redis, 'run'>): Lease {
  const ask = async (script: string, runId: string, ...args: string[]) =>
    (await redis.run(script, nameOf(runId, 'lease'), args)) === 1;
  return {
    acquire: (runId, owner, ttlMs) => ask(acquire, runId, owner, String(ttlMs)),
    renew: (runId, owner, ttlMs) => ask(renew, runId, owner, String(ttlMs)),
    async release(runId, owner) {
      await ask(release, runId, owner);
    },
  };
}
