import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const migrationKey = 0x78_69_6f_01;

/** What a failed connection says; of several addresses that were tried, the first one's. */
function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'xio', connectionTimeoutMillis: 15_000 });
  const { host, pathname } = new URL(url);
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The database ${pathname.slice(1)} at ${host} could not be opened: ${reason(error)}`, {
      cause: error,
    });
  }
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  if ((rows[0]?.version ?? 0) >= 150_000) return client;
  await client.end();
  throw new Error(`The PostgreSQL at ${host} is older than version 15, which XIO needs.`);
}

/**
 * Brings the database at `url` up to date. Processes that start together wait for the first.
 * @throws Error when it can't be opened, is too old, or a migration fails (nothing of that one stays).
 */
export async function migrateDatabase(url: string, root = process.cwd()): Promise<void> {
  const client = await connect(url);
  try {
    await client.query('select pg_advisory_lock($1)', [migrationKey]);
    await migrate(drizzle(client), { migrationsFolder: join(/*turbopackIgnore: true*/ root, 'db', 'migrations') });
  } finally {
    await client.end(); // and with it the lock
  }
}
