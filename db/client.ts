import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { readEnv } from '../lib/env';
import { createLogger } from '../lib/telemetry/log';
import { breakerChanged } from '../lib/telemetry/metrics';
import { speaksNeon, unpooled } from './address';
import { ensureEmbedded } from './embedded/ensure';
import { guardPool } from './guarded-pool';
import { keepPlans } from './kept-plans';
import { connections, deadlines } from './limits';
import { migrateDatabase } from './migrate';
import * as schema from './schema';
import { tracedPool } from './traced-pool';

export type Db = NodePgDatabase<typeof schema>;

/** A database that is up to date, and how to leave it. */
export interface Opened {
  db: Db;
  end(): Promise<void>;
}

export interface Database {
  db: Db;
  url: string;
  /** Without a pooler in between: for LISTEN. */
  directUrl: string;
  /** Closes the pool; the last process to close stops the embedded server. */
  close(): Promise<void>;
}

/**
 * A pool on a database that is up to date. `onError` hears of idle connections that broke; the pool replaces them.
 * `pooled`: something in between shares its connections among others.
 */
export function openPool(
  url: string,
  onError: (error: Error) => void,
  limits: Partial<typeof deadlines> & { statement_timeout?: number } = {},
  pooled = false,
): Opened & { pool: pg.Pool } {
  const options = { connectionString: url, application_name: 'xio', max: connections, keepAlive: true, ...limits };
  const pool = guardPool(new pg.Pool(options), (open) => breakerChanged('database', open ? 1 : 0, open));
  pool.on('error', onError);
  return { db: drizzle(tracedPool(pooled ? pool : keepPlans(pool)), { schema }), pool, end: () => pool.end() };
}

async function open(): Promise<Database> {
  const env = readEnv();
  const embedded = env.DATABASE_URL ? null : await ensureEmbedded({ dataDir: env.XIO_DATA_DIR });
  const url = env.DATABASE_URL ?? embedded?.url ?? '';
  const directUrl = env.DATABASE_URL_DIRECT ?? unpooled(url);
  const pooled = directUrl !== url;
  try {
    await migrateDatabase(directUrl);
  } catch (error) {
    await embedded?.release();
    throw error;
  }
  const logger = createLogger(env.XIO_LOG_LEVEL);
  const onError = (error: Error) => logger.warn({ error }, 'a connection to the database broke');
  const { db, end } = speaksNeon(url, env.DATABASE_DRIVER)
    ? (await import('./neon')).openNeon(url, onError, env.NEON_PROXY_URL)
    : openPool(
        url,
        onError,
        // A pooler in between refuses what it does not know.
        { ...deadlines, ...(pooled ? {} : { statement_timeout: deadlines.query_timeout }) },
        pooled,
      );
  let closed: Promise<void> | undefined;
  const close = async () => {
    globalThis.xioDatabase = undefined;
    await end();
    await embedded?.release();
  };
  return { db, url, directUrl, close: () => (closed ??= close()) };
}

declare global {
  var xioDatabase: Promise<Database> | undefined;
}

/**
 * The database of this process, opened and migrated at the first call: `DATABASE_URL`, else the embedded one.
 * Handlers, pages and instrumentation share no modules, only `globalThis`.
 * @throws Error when it can't be had; the next call tries again.
 */
export function getDatabase(): Promise<Database> {
  globalThis.xioDatabase ??= open().catch((error: unknown) => {
    globalThis.xioDatabase = undefined;
    throw error;
  });
  return globalThis.xioDatabase;
}

export async function getDb(): Promise<Db> {
  return (await getDatabase()).db;
}
