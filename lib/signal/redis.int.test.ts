import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStore } from '../store/testing';
import { createBackedLease } from './backed-lease';
import { cacheContract } from './cache.contract';
import { uncounted } from './counts';
import { leaseContract } from './lease.contract';
import { limitsContract } from './limits.contract';
import { createPostgresLease } from './postgres-lease';
import { redisCount } from './rates';
import { type Redis, withBreaker } from './redis';
import { createRedisCache } from './redis-cache';
import { createRedisLease } from './redis-lease';
import { createRedisSignal } from './redis-signal';
import { signalContract } from './signal.contract';
import { createTcpRedis } from './tcp-redis';
import { passColumn, passKept, passLock } from './testing/pass';
import { type RedisServer, redisProgram, startRedis } from './testing/redis-server';
import { startUpstashProxy, type UpstashProxy } from './testing/upstash-proxy';
import { createUpstashRedis } from './upstash-redis';

const ttl = 60_000;
const hasty = { silentMs: 100, echoMs: 100, firstWaitMs: 10, longestWaitMs: 50 };

/** A Redis of the test's own, and as many clients of it as it likes. */
async function openBench(way: 'TCP' | 'REST') {
  const server = await startRedis();
  const proxy = way === 'REST' ? await startUpstashProxy(server.url) : null;
  const clients: Redis[] = [];
  const connect = () => {
    const client = proxy ? createUpstashRedis(proxy) : createTcpRedis(server.url);
    clients.push(client);
    return client;
  };
  const close = async () => {
    await Promise.all(clients.map((client) => client.close()));
    await proxy?.close();
    await server.close();
  };
  return { server, connect, close };
}

/** Resolves once it answers again: a server has started before all of its clients are back. */
const answers = (redis: Redis) =>
  expect
    .poll(
      () =>
        redis.ping().then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);

/** Subscribes and waits for one sequence after the other. */
async function listen(signal: ReturnType<typeof createRedisSignal>, runId: string) {
  const heard: number[] = [];
  let wake = () => {};
  await signal.subscribe(runId, (seq) => {
    heard.push(seq);
    wake();
  });
  return async (seq: number) => {
    while (!heard.includes(seq)) await new Promise<void>((resolve) => (wake = resolve));
  };
}

describe.skipIf(!redisProgram).each(['TCP', 'REST'] as const)('a Redis over %s', (way) => {
  let bench: Awaited<ReturnType<typeof openBench>>;
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    bench = await openBench(way);
    ({ server } = bench);
    redis = bench.connect();
  });
  afterAll(() => bench?.close());

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

  limitsContract('this Redis', () => redisCount(redis));

  describe('its cache', () => {
    cacheContract(async () => ({
      cache: createRedisCache(redis),
      pass: (key, ms) => passKept(redis, key, ms),
      close: async () => {},
    }));
  });

  it('that is gone holds nothing, and fails nobody', async () => {
    const outcomes: string[] = [];
    const cache = createRedisCache(bench.connect(), { read: (outcome) => outcomes.push(outcome) });
    const key = { orgId: 'org-1', runId: 'run-gone', what: 'fold' };
    await server.stop();
    await cache.keep(key, 'kept', ttl);
    expect(await cache.read(key)).toBeNull();
    await server.start();
    await answers(redis);
    expect(outcomes).toEqual(['failed', 'failed']);
  });

  describe('its signal', () => {
    signalContract(async () => {
      const other = createRedisSignal(bench.connect());
      const { announce, close } = other;
      return { signal: createRedisSignal(bench.connect()), appended: announce, announced: announce, close };
    });
  });

  it('is told to look after its subscription was dropped and nobody said so: nothing stays unseen', async () => {
    let deaf = true;
    const signal = createRedisSignal(
      {
        ...redis,
        subscribe(...args) {
          if (!deaf) return redis.subscribe(...args);
          deaf = false;
          return Promise.resolve(() => {});
        },
      },
      uncounted,
      hasty,
    );
    const told = Promise.withResolvers<number>();
    await signal.subscribe('run-deaf', told.resolve);
    expect(await told.promise).toBe(Number.POSITIVE_INFINITY);
  });

  it('that goes away and comes back is heard again, after its listeners were told to look', async () => {
    const [signal, other] = [bench.connect(), bench.connect()].map((one) => createRedisSignal(one, uncounted, hasty));
    if (!signal || !other) throw new Error('Two were made');
    const until = await listen(signal, 'run-a');
    await other.announce('run-a', 1);
    await until(1);
    await server.stop();
    await other.announce('run-a', 2);
    expect(await signal.reachable()).toBe(false);
    await server.start();
    await until(Number.POSITIVE_INFINITY);
    await expect.poll(() => other.reachable()).toBe(true);
    await other.announce('run-a', 3);
    await until(3);
  });

  it('that goes away leaves a driver its run by the column, and nobody else gets it', async () => {
    const store = await createTestStore();
    const lease = createBackedLease(createRedisLease(withBreaker(bench.connect())), createPostgresLease(store.db));
    const [driven, fresh] = [await store.newRun(), await store.newRun()];
    expect(await lease.acquire(driven, 'a', ttl)).toBe(true);
    await server.stop();
    expect(await lease.renew(driven, 'a', ttl)).toBe(true);
    expect(await lease.acquire(driven, 'b', ttl)).toBe(false);
    expect(await lease.acquire(fresh, 'b', ttl)).toBe(true);
    await lease.release(fresh, 'b');
    await server.start();
    await answers(redis);
    await store.close();
  });

  it('that comes back with a lock from before takes no run away: the column says who drives', async () => {
    const store = await createTestStore();
    const client = bench.connect();
    const lock = createRedisLease(client);
    const lease = createBackedLease(lock, createPostgresLease(store.db));
    const run = await store.newRun();
    await lease.acquire(run, 'a', ttl);
    await lock.release(run, 'a');
    await lock.acquire(run, 'of-a-dead-process', ttl);
    expect(await lease.renew(run, 'a', ttl)).toBe(true);
    expect(await lease.acquire(run, 'b', ttl)).toBe(false);
    await passLock(client, run, ttl + 1);
    expect(await lease.renew(run, 'a', ttl)).toBe(true);
    expect(await lock.acquire(run, 'b', ttl)).toBe(false);
    await store.close();
  });

  it('that comes back empty gives the driver its lock again', async () => {
    const store = await createTestStore();
    const client = bench.connect();
    const lock = createRedisLease(client);
    const lease = createBackedLease(lock, createPostgresLease(store.db));
    const run = await store.newRun();
    await lease.acquire(run, 'a', ttl);
    await server.stop();
    await server.start();
    await answers(client);
    expect(await lease.renew(run, 'a', ttl)).toBe(true);
    expect(await lock.acquire(run, 'b', ttl)).toBe(false);
    await store.close();
  });
});

describe.skipIf(!redisProgram)('a Redis that hangs', () => {
  it('is left alone, and asked again once it answers', async () => {
    const bench = await openBench('TCP');
    const redis = bench.connect();
    await redis.ping();
    bench.server.pause();
    await expect(redis.ping()).rejects.toThrow('did not answer');
    bench.server.resume();
    await redis.ping();
    await bench.close();
  });
});

describe.skipIf(!redisProgram)('the event stream of an Upstash', () => {
  let server: RedisServer;
  let proxy: UpstashProxy;
  beforeAll(async () => {
    server = await startRedis();
    proxy = await startUpstashProxy(server.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await server?.close();
  });

  it.each([
    ['is cut', () => proxy.cutStreams()],
    ['falls silent', () => proxy.muteStreams()],
  ])('that %s is renewed, and its listeners are told to look', async (_, hurt) => {
    const signal = createRedisSignal(createUpstashRedis(proxy), uncounted, hasty);
    const until = await listen(signal, 'run-a');
    await signal.announce('run-a', 1);
    hurt();
    await until(Number.POSITIVE_INFINITY);
    await signal.close();
  });

  it('refuses a wrong token without a word of it in the error', async () => {
    const redis = createUpstashRedis({ ...proxy, token: 'not-the-token' });
    const refused = await redis
      .subscribe(
        'x',
        () => {},
        () => {},
      )
      .catch(String);
    expect(refused).toContain('401');
    expect(refused).not.toContain('not-the-token');
    expect(await createRedisSignal(redis).reachable()).toBe(false);
  });
});
