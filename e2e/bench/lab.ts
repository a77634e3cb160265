import { resolve } from 'node:path';
import type { Pool } from 'pg';
import { z } from 'zod';
import { type Db, openPool } from '@/db/client';
import { ensureEmbedded } from '@/db/embedded/ensure';
import { freePort } from '@/db/embedded/server';
import { temporaryDataDir } from '@/db/embedded/temporary';
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { openSession } from '@/lib/auth/sessions';
import type { Member } from '@/lib/services/context';
import { startProduct } from '../server';
import { type Child, startChild } from './children';
import type { ModelCall } from './model';

const root = resolve(import.meta.dirname, '../..');

/** The built product with a model and a database of its own, and a key to its API. */
export interface Lab {
  url: string;
  databaseUrl: string;
  db: Db;
  pool: Pool;
  who: Member;
  token: string;
  modelUrl: string;
  /** Where the product's server listens for an inspector, once SIGUSR1 asks it to. */
  inspectorPort: number;
  /** Does `work` and tells what the model was asked meanwhile. */
  watchModel<T>(work: () => Promise<T>): Promise<{ result: T; calls: ModelCall[] }>;
  /** @throws Error unless the answer is a success. */
  api(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** A database that knows when each transaction was committed; it is told before the product starts it anew. */
async function datedDatabase(): Promise<string> {
  const dataDir = await temporaryDataDir(root);
  const embedded = await ensureEmbedded({ dataDir, root });
  const { pool } = openPool(embedded.url, () => undefined);
  await pool.query('alter system set track_commit_timestamp = on');
  await pool.end();
  await embedded.release();
  return dataDir;
}

/** When events of a run were committed, by their sequence; ms since 1970, by the clock of this machine. */
export async function committed(lab: Lab, runId: string, after: number): Promise<Map<number, number>> {
  const { rows } = await lab.pool.query<{ seq: number; at: string }>(
    'select seq, extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as at from run_events where run_id = $1 and seq > $2',
    [runId, after],
  );
  return new Map(rows.map(({ seq, at }) => [seq, Number(at)]));
}

export async function openLab(): Promise<Lab> {
  const model = startChild('model.ts');
  const { url: modelUrl } = await model.next<{ url: string }>();
  const inspectorPort = await freePort();
  const product = await startProduct({
    XIO_DATA_DIR: await datedDatabase(),
    XIO_MODEL: 'compatible:pace-0',
    XIO_COMPATIBLE_URL: modelUrl,
    XIO_LOG_LEVEL: 'warn',
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --inspect-port=127.0.0.1:${inspectorPort} --inspect-publish-uid=http`,
  });
  const embedded = await ensureEmbedded({ dataDir: product.dataDir });
  const { db, pool } = openPool(embedded.url, () => undefined);
  const who = await ensureLocalAccount({ db });
  const token = await openSession(db, who);
  return {
    url: product.url,
    databaseUrl: embedded.url,
    db,
    pool,
    who,
    token,
    modelUrl,
    inspectorPort,
    watchModel: (work) => watch(model, work),
    api: apiOf(product.url, token),
    async stop() {
      await pool.end();
      await embedded.release();
      await product.stop();
      model.stop();
    },
  };
}

/** Asks the API of an instance. */
export const apiOf =
  (url: string, token: string): Lab['api'] =>
  async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return text === '' ? null : JSON.parse(text);
  };

async function watch<T>(model: Child, work: () => Promise<T>): Promise<{ result: T; calls: ModelCall[] }> {
  model.send('keep');
  const result = await work();
  model.send('take');
  const { calls } = await model.next<{ calls: ModelCall[] }>();
  return { result, calls };
}

const idSchema = z.looseObject({ id: z.string() });

/** The `id` of what an API call made. */
export const idOf = (made: unknown): string => idSchema.parse(made).id;
