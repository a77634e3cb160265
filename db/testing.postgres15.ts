import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { destroyEmbedded } from './embedded/ensure';
import { findPlace } from './embedded/place';
import { freePort, initialise, start } from './embedded/server';
import { temporaryDataDir } from './embedded/temporary';
import { migrateDatabase } from './migrate';

const places = [process.env.XIO_POSTGRES15, '/usr/lib/postgresql/15/bin', '/opt/homebrew/opt/postgresql@15/bin'];

/** The folder of its programs; null: there is none here, and what needs one is skipped. `npm test` says how to get it. */
export const postgres15 = places.find((path) => path && existsSync(join(path, 'initdb'))) ?? null;

/** The oldest PostgreSQL that XIO runs on, on a free port with a data folder of its own. */
export async function startPostgres15(): Promise<{ template: string; close(): Promise<void> }> {
  const dataDir = await temporaryDataDir();
  const close = () => destroyEmbedded({ dataDir });
  try {
    const place = { ...(await findPlace(dataDir, process.cwd())), bin: postgres15 ?? '' };
    const [password, port] = [randomBytes(12).toString('hex'), await freePort()];
    await initialise(place, password, '');
    await start(place, port);
    const address = `postgres://xio:${password}@127.0.0.1:${port}`;
    const admin = new pg.Client({ connectionString: `${address}/postgres` });
    await admin.connect();
    await admin.query('create database xio').finally(() => admin.end());
    await migrateDatabase(`${address}/xio`);
    return { template: `${address}/xio`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
