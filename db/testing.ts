import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Db, type Opened, openPool } from './client';

export interface TestDatabase {
  db: Db;
  url: string;
  pool: pg.Pool;
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Address of the migrated database to clone; absent: of this test run. */
  template?: string;
  /** How `db` reaches it; absent: by pg. */
  open?: (url: string, onError: (error: Error) => void) => Opened;
}

/** A migrated, empty database of its own. */
export async function createTestDatabase({
  template = inject('templateUrl'),
  open = openPool,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const url = new URL(template);
  const source = url.pathname.slice(1);
  const name = `${source}_${randomBytes(6).toString('hex')}`;
  url.pathname = '/postgres';
  const administer = async (statement: string) => {
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(statement).finally(() => admin.end());
  };
  await administer(`create database ${name} template ${source}`);
  const own = new URL(template);
  own.pathname = `/${name}`;
  const { pool } = openPool(own.href, () => {});
  const { db, end } = open(own.href, () => {});
  const close = async () => {
    await Promise.all([pool.end(), end()]);
    await administer(`drop database ${name} with (force)`);
  };
  return { db, url: own.href, pool, close };
}
