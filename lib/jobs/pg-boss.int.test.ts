import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing';
import type { Queue } from '../ports/jobs';
import { jobsContract } from './jobs.contract';
import { createPgBossJobs } from './pg-boss-jobs';

const quick = { pollSeconds: 0.5, superviseSeconds: 1 };
const fail = (error: unknown) => {
  throw error;
};

describe('jobs in PostgreSQL', () => {
  jobsContract(async () => {
    const database = await createTestDatabase();
    const jobs = createPgBossJobs(database.url, fail, quick);
    return {
      jobs,
      transaction: (work) => database.db.transaction(work),
      async close() {
        await jobs.stop();
        await database.close();
      },
    };
  });
});

describe('processes that share a queue', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  const queue: Queue = { name: 'shared', attempts: 3, delaySeconds: 1, longestDelaySeconds: 1, limitSeconds: 2 };
  const schemas = async () =>
    (await database.pool.query("select from information_schema.schemata where schema_name = 'pgboss'")).rowCount;

  it('open nothing until a job is asked for or worked on: a terminal program leaves no trace', async () => {
    const jobs = createPgBossJobs(database.url, fail, quick);
    expect(await jobs.waiting()).toEqual({});
    await jobs.stop();
    expect(await schemas()).toBe(0);
  });

  it('start together, and do each job once', async () => {
    const [one, other] = [createPgBossJobs(database.url, fail, quick), createPgBossJobs(database.url, fail, quick)];
    const done: unknown[] = [];
    const all = Promise.withResolvers<void>();
    for (const jobs of [one, other]) {
      const work = async ({ data }: { data: unknown }) => {
        done.push(data);
        if (done.length === 6) all.resolve();
      };
      void jobs.work({ ...queue, name: 'together' }, work, async () => {});
    }
    await database.db.transaction(async (tx) => {
      for (let n = 0; n < 6; n += 1) await one.enqueue(tx, { ...queue, name: 'together' }, { n });
    });
    await all.promise;
    await Promise.all([one.stop(), other.stop()]);
    expect(done).toHaveLength(6);
  });

  it('take over the job of one that was killed in the middle: else its mail is never sent', async () => {
    const living = createPgBossJobs(database.url, fail, quick);
    await database.db.transaction((tx) => living.enqueue(tx, queue, { id: 'n1' }));
    const program = ['--import', 'tsx', 'lib/jobs/testing.worker.ts', database.url, JSON.stringify(queue)];
    const dying = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(createInterface(dying.stdout), 'line');
    dying.kill('SIGKILL');
    await once(dying, 'exit');

    const again = Promise.withResolvers<number>();
    await living.work(
      queue,
      async ({ attempt }) => again.resolve(attempt),
      async () => {},
    );
    expect(await again.promise).toBe(2);
    await living.stop();
  });

  it('leaves no connection behind when it stops: else the embedded database would never be stopped', async () => {
    const left = async () => {
      const { rows } = await database.pool.query<{ n: number }>(
        'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      return rows[0]?.n;
    };
    // A backend takes a moment to notice that its client has gone.
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });
});
