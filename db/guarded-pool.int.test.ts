import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guardPool } from './guarded-pool';
import { createTestDatabase, type TestDatabase } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('asks as before while the database answers, by single statements and in transactions', async () => {
  const pool = guardPool(new pg.Pool({ connectionString: database.url, max: 1 }), () => {});
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  const client = await pool.connect();
  await client.query('begin');
  await client.query('commit');
  client.release();
  expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  await pool.end();
});

it('leaves a dead database alone, and goes on once it is back: requests fail at once instead of piling up', async () => {
  let knocks = 0;
  const dead = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
  const at = dead.address();
  const url = new URL(database.url);
  const livePort = Number(url.port);
  const options = { user: url.username, password: url.password, database: url.pathname.slice(1), host: url.hostname };
  const pool = new pg.Pool({ ...options, port: typeof at === 'object' && at ? at.port : 0 });
  const changes: boolean[] = [];
  guardPool(pool, (open) => changes.push(open), { failuresInARow: 3, coolMs: 20 });
  const ask = () =>
    pool.query('select 1').then(
      () => 'answered',
      (error: Error & { code?: string }) => error.code,
    );
  for (let time = 0; time < 3; time += 1) expect(await ask()).not.toBe('answered');
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED']);
  expect(knocks).toBe(3);
  pool.options.port = livePort;
  await expect.poll(ask, { interval: 25 }).toBe('answered');
  expect(changes).toEqual([true, false]);
  await pool.end();
  dead.close();
});
