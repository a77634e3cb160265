import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Db, openPool } from './client';

export interface TestDatabase {
  db: Db;
  url: string;
  pool: pg.Pool;
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
}

/** A migrated, empty database of its own, cloned from the template of this test run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('templateUrl');
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
  const { db, pool } = openPool(own.href, () => {});
  const close = async () => {
    await pool.end();
    await administer(`drop database ${name} with (force)`);
  };
  return { db, url: own.href, pool, close };
}
