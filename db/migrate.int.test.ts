import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { migrateDatabase } from './migrate';
import journal from './migrations/meta/_journal.json';

const newest = journal.entries.map(({ when }) => String(when)).sort();

describe('a database that several instances bring up to date at once', () => {
  const at = new URL(inject('templateUrl'));
  let client: pg.Client;
  const administer = async (statement: string) => {
    const admin = new pg.Client({ connectionString: new URL('/postgres', at).href });
    await admin.connect();
    await admin.query(statement).finally(() => admin.end());
  };
  beforeEach(async () => {
    at.pathname = `/migrate_${randomBytes(6).toString('hex')}`;
    await administer(`create database ${at.pathname.slice(1)} template template0`);
    client = new pg.Client({ connectionString: at.href });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await administer(`drop database ${at.pathname.slice(1)} with (force)`);
  });
  const threeStart = (root?: string) => Promise.all([1, 2, 3].map(() => migrateDatabase(at.href, root)));
  const applied = async () =>
    (await client.query('select created_at from drizzle.__drizzle_migrations order by created_at')).rows.map(
      ({ created_at }) => String(created_at),
    );

  it('gets each migration once, from the first start on', async () => {
    await threeStart();
    expect(await applied()).toEqual(newest);
  });

  it('gets what an upgrade adds once, and keeps what is in it', async () => {
    await threeStart();
    await client.query("insert into organisations (id, name, slug) values ('o', 'Northgate', 'northgate')");
    const root = await mkdtemp(join(tmpdir(), 'xio-upgrade-'));
    const folder = join(root, 'db', 'migrations');
    await cp(join('db', 'migrations'), folder, { recursive: true });
    const added = { idx: journal.entries.length, version: '7', when: Date.now(), tag: 'added', breakpoints: true };
    const entries = [...journal.entries, added];
    await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
    await writeFile(
      join(folder, 'added.sql'),
      'create table added (n int);--> statement-breakpoint\ninsert into added values (1);',
    );
    await threeStart(root);
    await rm(root, { recursive: true });
    expect((await client.query('select n from added')).rows).toEqual([{ n: 1 }]);
    expect((await client.query('select name from organisations')).rows).toEqual([{ name: 'Northgate' }]);
    await threeStart(); // the old version, started again beside the new one
    expect(await applied()).toEqual([...newest, String(added.when)]);
  });
});
