import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStore } from '../store/testing';
import { createBackedLease } from './backed-lease';
import { leaseContract } from './lease.contract';
import { createPostgresLease } from './postgres-lease';
import { type Redis, withBreaker } from './redis';
import { createRedisLease } from './redis-lease';
import { createRedisSignal } from './redis-signal';
import { signalContract } from './signal.contract';
import { createTcpRedis } from './tcp-redis';
import { passColumn, passLock } from './testing/pass';
import { type RedisServer, redisProgram, startRedis } from './testing/redis-server';

const ttl = 60_000;
const hasty = { silentMs: 100, echoMs: 100, firstWaitMs: 10, longestWaitMs: 50 };

describe.skipIf(!redisProgram)('a Redis over TCP', () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
    redis = createTcpRedis(server.url);
  });
  afterAll(async () => {
    await redis?.close();
    await server?.close();
  });

  describe('its lease', () => {
    let runs = 0;
    leaseContract(async () => ({
      lease: createRedisLease(redis),
      newRun: async () => `run-${++runs}`,
      pass: (runId, ms) => passLock(redis, runId, ms),
      close: async () => {},
    }));
  });

  describe('its lease with the column behind it', () => {
    leaseContract(async () => {
      const store = await createTestStore();
      return {
        ...store,
        lease: createBackedLease(createRedisLease(redis), createPostgresLease(store.db)),
        async pass(runId, ms) {
          await passLock(redis, runId, ms);
          await passColumn(store.db, runId, ms);
        },
      };
    });
  });

  describe('its signal', () => {
    signalContract(async () => {
      const other = createRedisSignal(createTcpRedis(server.url));
      return {
        signal: createRedisSignal(createTcpRedis(server.url)),
        appended: other.announce,
        close: other.close,
      };
    });
  });

  it('is told to look after its subscription was dropped and nobody said so: nothing stays unseen', async () => {
    const deaf: Redis = {
      ...redis,
      subscribe: async (channel, onMessage, onEnd) => {
        if (deafened) return redis.subscribe(channel, onMessage, onEnd);
        deafened = true;
        return () => {};
      },
      close: async () => {},
    };
    let deafened = false;
    const signal = createRedisSignal(deaf, hasty);
    const told = Promise.withResolvers<number>();
    await signal.subscribe('run-deaf', told.resolve);
    expect(await told.promise).toBe(Number.POSITIVE_INFINITY);
    await signal.close();
  });
});

describe.skipIf(!redisProgram)('when Redis goes away', () => {
  it('listeners are told to look once it is back, and hear again', async () => {
    const server = await startRedis();
    const [here, there] = [createTcpRedis(server.url), createTcpRedis(server.url)];
    const [signal, other] = [createRedisSignal(here, hasty), createRedisSignal(there, hasty)];
    const heard: number[] = [];
    let wake = () => {};
    await signal.subscribe('run-a', (seq) => {
      heard.push(seq);
      wake();
    });
    const until = async (seq: number) => {
      while (!heard.includes(seq)) await new Promise<void>((resolve) => (wake = resolve));
    };
    await other.announce('run-a', 1);
    await until(1);
    await server.stop();
    await other.announce('run-a', 2);
    expect(await signal.reachable()).toBe(false);
    await server.start();
    await until(Number.POSITIVE_INFINITY);
    await other.announce('run-a', 3);
    await until(3);
    expect(await signal.reachable()).toBe(true);
    await Promise.all([signal.close(), other.close()]);
    await server.close();
  });

  it('one that hangs is left alone, and served again when it answers', async () => {
    const server = await startRedis();
    const redis = createTcpRedis(server.url);
    await redis.ping();
    server.pause();
    await expect(redis.ping()).rejects.toThrow();
    server.resume();
    await redis.ping();
    await redis.close();
    await server.close();
  });

  it('a driver keeps its run by the column, and nobody else gets it', async () => {
    const [server, store] = [await startRedis(), await createTestStore()];
    const redis = createTcpRedis(server.url);
    const lease = createBackedLease(createRedisLease(withBreaker(redis)), createPostgresLease(store.db));
    const [driven, fresh] = [await store.newRun(), await store.newRun()];
    expect(await lease.acquire(driven, 'a', ttl)).toBe(true);
    await server.stop();
    expect(await lease.renew(driven, 'a', ttl)).toBe(true);
    expect(await lease.acquire(driven, 'b', ttl)).toBe(false);
    expect(await lease.acquire(fresh, 'b', ttl)).toBe(true);
    await lease.release(fresh, 'b');
    await server.start();
    await redis.ping();
    await store.close();
    await redis.close();
    await server.close();
  });

  it('and comes back empty, the driver takes its lock again', async () => {
    const [server, store] = [await startRedis(), await createTestStore()];
    const redis = createTcpRedis(server.url);
    const lock = createRedisLease(redis);
    const lease = createBackedLease(lock, createPostgresLease(store.db));
    const run = await store.newRun();
    await lease.acquire(run, 'a', ttl);
    await server.stop();
    await server.start();
    await redis.ping().catch(() => {}); // the connection may not know yet that it is gone
    expect(await lease.renew(run, 'a', ttl)).toBe(true);
    expect(await lock.acquire(run, 'b', ttl)).toBe(false);
    await store.close();
    await redis.close();
    await server.close();
  });
});
