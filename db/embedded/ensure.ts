import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { isCode, withFileLock } from './file-lock';
import { findPlace, type Place } from './place';
import { freePort, initialise, isRunning, start, stop } from './server';

/** Key of the advisory lock that everyone who uses the server holds, shared; who gets it alone is the last. */
const presenceKey = 0x78_69_6f;

export interface Embedded {
  /** Address of the database `xio`. */
  url: string;
  /** Leaves. The last process to leave stops the server. Close other connections first. */
  release(): Promise<void>;
}

const accessSchema = z.object({ port: z.int(), password: z.string() });
type Access = z.infer<typeof accessSchema>;

const address = ({ port, password }: Access, database: string) =>
  `postgres://xio:${password}@127.0.0.1:${port}/${database}`;

async function readAccess(dataDir: string): Promise<Access | null> {
  try {
    return accessSchema.parse(JSON.parse(await readFile(join(dataDir, 'database.json'), 'utf8')));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    if (isCode(error, 'EACCES')) {
      throw new Error(`The data folder ${dataDir} belongs to another user. Run XIO as that user, or set XIO_DATA_DIR.`);
    }
    throw new Error(
      `${join(dataDir, 'database.json')} is damaged; it must hold the port and password of the database.`,
      {
        cause: error,
      },
    );
  }
}

const writeAccess = (dataDir: string, access: Access) =>
  writeFile(join(dataDir, 'database.json'), `${JSON.stringify(access)}\n`, { mode: 0o600 });

/** A cluster whose password is gone (its data folder was removed) is put aside, never deleted. */
async function setAside(place: Place): Promise<void> {
  if (!existsSync(place.data)) return;
  if (isRunning(place)) await stop(place);
  await rename(place.data, `${place.data}.${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`);
}

async function connect(access: Access): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: address(access, 'postgres'),
    application_name: 'xio',
    keepAlive: true,
  });
  client.on('error', () => {}); // 'end' follows, and is acted on
  await client.connect();
  return client;
}

/** Attaches to the server, started if need be. Under the file lock. */
async function attach(dataDir: string, place: Place): Promise<{ access: Access; client: pg.Client }> {
  const found = await readAccess(dataDir);
  if (!found) await setAside(place);
  const access = found ?? { port: await freePort(), password: randomBytes(24).toString('base64url') };
  if (!found) await writeAccess(dataDir, access);
  await initialise(place, access.password);
  for (let attempts = 0; ; attempts++) {
    try {
      if (!isRunning(place)) {
        const port = await freePort(access.port);
        if (port !== access.port) await writeAccess(dataDir, Object.assign(access, { port }));
        await start(place, port);
      }
      return { access, client: await connect(access) };
    } catch (error) {
      if (isCode(error, '28P01')) {
        throw new Error(`The password in ${join(dataDir, 'database.json')} does not open its database.`, {
          cause: error,
        });
      }
      if (attempts === (isRunning(place) ? 100 : 5)) throw error;
      await wait(100); // it is starting up, or another has just told it to stop
    }
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'xio'");
  if (!rowCount) await client.query('create database xio');
}

/** Whether nobody else is connected; connections that were closed a moment ago are given time to be gone. */
async function isAlone(client: pg.Client): Promise<boolean> {
  const lock = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [presenceKey]);
  if (!lock.rows[0]?.alone) return false;
  const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  for (let polls = 0; polls < 40; polls++) {
    if (!(await client.query(others)).rowCount) return true;
    await wait(25);
  }
  return false;
}

/**
 * The PostgreSQL that comes with the packages, of the data folder `dataDir`: attached to when it runs, else started.
 * Any number of processes may share one folder. Should it die while in use, it is started again on the same port.
 * @throws Error with what PostgreSQL said, when it can't be had.
 */
export async function ensureEmbedded(options: { dataDir: string; root?: string }): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = join(dataDir, 'database.lock');
  let leaving = false;
  let present: pg.Client | null = null;

  const enter = () =>
    withFileLock(lock, async () => {
      if (leaving) return null;
      const place = await findPlace(dataDir, options.root ?? process.cwd());
      const { access, client } = await attach(dataDir, place);
      await client.query('select pg_advisory_lock_shared($1)', [presenceKey]);
      await createDatabase(client);
      client.once('end', () => void comeBack());
      present = client;
      return { place, access };
    });

  const comeBack = async () => {
    present = null;
    for (let pause = 100; !leaving; pause = Math.min(pause * 2, 10_000)) {
      if (await enter().catch(() => null)) return;
      await wait(pause, undefined, { ref: false });
    }
  };

  const entered = await enter();
  if (!entered) throw new Error('The database was released while it was being opened.');
  const { place, access } = entered;
  return {
    url: address(access, 'xio'),
    async release() {
      if (leaving) return;
      leaving = true;
      await withFileLock(lock, async () => {
        const last = present ? await isAlone(present).catch(() => false) : false;
        await present?.end().catch(() => {});
        if (last) await stop(place);
      });
    },
  };
}

/** Stops the server of `dataDir`, whoever uses it, and deletes the folder and everything in the database. */
export async function destroyEmbedded(options: { dataDir: string; root?: string }): Promise<void> {
  if (!existsSync(options.dataDir)) return;
  const place = await findPlace(options.dataDir, options.root ?? process.cwd());
  if (isRunning(place)) await stop(place);
  await rm(place.home, { recursive: true, force: true });
  await rm(options.dataDir, { recursive: true, force: true });
}
