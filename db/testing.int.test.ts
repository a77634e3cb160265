import { expect, it } from 'vitest';
import { migrateDatabase } from './migrate';
import { createTestDatabase } from './testing';

it('gives each test a migrated database of its own, and takes it away', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.pool.query('create table mine ()');
  const seen = await two.pool.query("select to_regclass('mine') as mine, to_regclass('runs') as runs");
  expect(seen.rows).toEqual([{ mine: null, runs: 'runs' }]);
  await Promise.all([one.close(), two.close()]);
});

it('migrates once when processes start together, and again without effect', async () => {
  const { url, pool, close } = await createTestDatabase();
  const count = async () => (await pool.query('select count(*)::int as n from drizzle.__drizzle_migrations')).rows[0];
  const before = await count();
  await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  expect(await count()).toEqual(before);
  await close();
});
