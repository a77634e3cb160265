import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPool } from './client';
import { plannedOnce } from './kept-plans';
import { createTestDatabase } from './testing';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

async function planned(pooled: boolean): Promise<unknown[]> {
  const { db, end } = openPool(database.url, () => undefined, {}, pooled);
  try {
    for (const n of [1, 2, 3]) {
      expect((await db.execute(sql`select ${n}::int as n${plannedOnce}`)).rows).toEqual([{ n }]);
      expect((await db.execute(sql`select ${n}::text as t${plannedOnce}`)).rows).toEqual([{ t: `${n}` }]);
      await db.execute(sql`select ${n}::int as n`);
    }
    const { rows } = await db.execute(
      sql`select statement, custom_plans + generic_plans as times from pg_prepared_statements order by 1`,
    );
    return rows;
  } finally {
    await end();
  }
}

it('a statement of every request is planned once for a connection: else each request waits for that', async () => {
  const texts = ['select $1::int as n', 'select $1::text as t'];
  expect(await planned(false)).toEqual(texts.map((text) => ({ statement: `${text} /* planned once */`, times: '3' })));
});

it('behind a pooler none is: the next one would be asked of a connection that does not know it', async () => {
  expect(await planned(true)).toEqual([]);
});
