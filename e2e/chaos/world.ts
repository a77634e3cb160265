import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { openPool } from '@/db/client';
import { destroyEmbedded, ensureEmbedded } from '@/db/embedded/ensure';
import { findPlace } from '@/db/embedded/place';
import { freePort } from '@/db/embedded/server';
import { temporaryDataDir } from '@/db/embedded/temporary';
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { openSession } from '@/lib/auth/sessions';
import { type RedisServer, startRedis } from '@/lib/signal/testing/redis-server';
import { type Child, startChild } from '../bench/children';
import { type Product, startProduct } from '../server';
import { type Gate, openGate } from './gate';

export const leaseSeconds = 3;

/** One process of the product that can be ended and started again at its address. */
export interface Instance {
  port: number;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  kill(): Promise<void>;
  /** Told to stop, as a deployment does. */
  end(): Promise<void>;
  start(): Promise<void>;
}

/** Three instances on one PostgreSQL, one Redis and one model, each behind a gate. */
export interface World {
  instances: Instance[];
  token: string;
  pool: Pool;
  redis: RedisServer;
  gates: { database: Gate; redis: Gate; model: Gate };
  /** A pool that takes connections from the instances' share. */
  crowd(): Pool;
  /** Ends the database as a crash does; resolves when it answers again. */
  restartDatabase(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const dataDir = await temporaryDataDir();
  const database = await ensureEmbedded({ dataDir });
  const own = new URL(database.url);
  const redis = await startRedis();
  const model: Child = startChild('model.ts');
  const { url: modelUrl } = await model.next<{ url: string }>();
  const portOf = (url: string) => Number(new URL(url).port);
  const [toDatabase, toRedis, toModel] = await Promise.all(
    [own.href, redis.url, modelUrl].map((url) => openGate(portOf(url))),
  );
  if (!toDatabase || !toRedis || !toModel) throw new Error('no gate');
  const through = (url: string, gate: Gate) => Object.assign(new URL(url), { port: String(gate.port) }).href;
  const env = {
    DATABASE_URL: through(own.href, toDatabase),
    REDIS_URL: through(redis.url, toRedis),
    XIO_MODEL: 'compatible:pace-60',
    XIO_COMPATIBLE_URL: through(modelUrl, toModel),
    XIO_LEASE_SECONDS: String(leaseSeconds),
    XIO_RATES: '{"token":1000000,"member":1000000,"address":1000000}',
    XIO_LOG_LEVEL: 'fatal',
  };
  const instances = await Promise.all([1, 2, 3].map(() => instance(env)));
  const { db, pool } = openPool(own.href, () => {});
  const token = await openSession(db, await ensureLocalAccount({ db }));
  const place = await findPlace(dataDir, process.cwd());
  return {
    instances,
    token,
    pool,
    redis,
    gates: { database: toDatabase, redis: toRedis, model: toModel },
    crowd: () => new Pool({ connectionString: own.href, max: 200 }).on('error', () => {}),
    async restartDatabase() {
      const pid = () => Number.parseInt(readFileSync(join(place.data, 'postmaster.pid'), 'utf8'), 10);
      const before = pid();
      process.kill(before, 'SIGQUIT');
      // Whoever uses the embedded server starts it again.
      const isBack = async () => pid() !== before && (await pool.query('select 1')).rowCount === 1;
      while (!(await isBack().catch(() => false))) await wait(50);
    },
    async close() {
      await Promise.all(instances.map((one) => one.end()));
      await pool.end();
      await database.release();
      await destroyEmbedded({ dataDir });
      await redis.close();
      for (const gate of [toDatabase, toRedis, toModel]) gate.close();
      model.stop();
    },
  };
}

async function instance(env: Record<string, string>): Promise<Instance> {
  const port = await freePort();
  let running: Product | null = null;
  const one: Instance = {
    port,
    signal: (name) => running?.signal(name),
    async kill() {
      await running?.kill();
      running = null;
    },
    async end() {
      await running?.stop();
      running = null;
    },
    async start() {
      running ??= await startProduct({ ...env, PORT: String(port) });
    },
  };
  await one.start();
  return one;
}
