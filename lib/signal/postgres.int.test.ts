import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventLog } from '../store/event-log';
import { comment } from '../store/fixtures';
import { runsToDrive } from '../store/runs-to-drive';
import { createTestStore } from '../store/testing';
import { createPostgresLease } from './postgres-lease';
import { createPostgresSignal } from './postgres-signal';
import { signalContract } from './signal.contract';

describe('the signal of PostgreSQL', () => {
  signalContract(async () => {
    const store = await createTestStore();
    const other = createPostgresSignal(store.url);
    await other.subscribe('any', () => {});
    return {
      ...store,
      signal: createPostgresSignal(store.url),
      announced: other.announce,
      close: async () => {
        await other.close();
        await store.close();
      },
      async appended(runId, seq) {
        await store.db.execute(sql`select pg_notify('xio_runs', ${`${runId} ${seq}`})`);
      },
    };
  });
});

describe('a process that listens', () => {
  let store: Awaited<ReturnType<typeof createTestStore>>;
  beforeAll(async () => {
    store = await createTestStore();
  });
  afterAll(() => store.close());

  it('hears the appends of another', async () => {
    const runId = await store.newRun();
    const signal = createPostgresSignal(store.url);
    const heard = Promise.withResolvers<number>();
    await signal.subscribe(runId, heard.resolve);
    await createEventLog(store.db).appendPerson(store.orgId, runId, comment('c1'));
    expect(await heard.promise).toBe(2);
    await signal.close();
  });

  it('is told to look after its connection broke and came back: nothing stays unseen', async () => {
    const signal = createPostgresSignal(store.url);
    const told = Promise.withResolvers<number>();
    await signal.subscribe('run-x', told.resolve);
    await store.db.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen xio_runs'`);
    expect(await told.promise).toBe(Number.POSITIVE_INFINITY);
    await signal.close();
  });

  it('still serves when its connection can not be had at all', async () => {
    const signal = createPostgresSignal('postgres://nobody@127.0.0.1:1/none');
    const heard: number[] = [];
    const leave = await signal.subscribe('run-y', (seq) => heard.push(seq));
    await signal.announce('run-y', 4);
    expect(heard).toEqual([4]);
    leave();
    await signal.close();
  });

  it('finds runs without a living driver, and no others', async () => {
    const [free, held, expired] = [await store.newRun(), await store.newRun(), await store.newRun()];
    const lease = createPostgresLease(store.db);
    await lease.acquire(held, 'a', 60_000);
    await lease.acquire(expired, 'b', -1);
    const ids = (await runsToDrive(store.db, 100)).map((run) => run.runId);
    expect(ids).toEqual(expect.arrayContaining([free, expired]));
    expect(ids).not.toContain(held);
  });
});
