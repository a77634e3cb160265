import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

const migrationKey = 0x78_69_6f_01;

/**
 * Brings the database at `url` up to date. Processes that start together wait for the first.
 * @throws Error when it can't be reached, or a migration fails (nothing of that one stays).
 */
export async function migrateDatabase(url: string, root = process.cwd()): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'xio' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationKey]);
    await migrate(drizzle(client), { migrationsFolder: join(/*turbopackIgnore: true*/ root, 'db', 'migrations') });
  } finally {
    await client.end(); // and with it the lock
  }
}
