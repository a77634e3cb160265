import { afterAll, beforeAll, expect, it } from 'vitest';
import { rateCounts } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing';
import { addToRate } from '../store/rate-counts';
import { createLimits } from './limits';
import { limitsContract } from './limits.contract';
import { sizesOf } from './rates';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

const count = (key: string, points: number, seconds: number) => addToRate(database.db, key, points, seconds);
limitsContract('PostgreSQL', () => count);

it('a window that is over starts anew, and old ones are forgotten', async () => {
  await count('old', 5, -120);
  expect((await count('over', 5, 0))[0]).toBe(5);
  expect((await count('over', 1, 60))[0]).toBe(1);
  expect((await database.db.select().from(rateCounts)).map(({ key }) => key)).not.toContain('old');
});

it('a counter that fails keeps nobody out, and memory counts on', async () => {
  const broken = { count: () => Promise.reject(new Error('gone')), buckets: ['password'] as const };
  const limits = createLimits(sizesOf({ token: 1, member: 1, address: 1 }), broken);
  const all = [];
  for (let n = 0; n < 12; n += 1) all.push((await limits.take('password', 'x')).refused);
  expect(all.filter((refused) => !refused)).toHaveLength(10);
});
