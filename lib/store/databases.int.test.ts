import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPool } from '@/db/client';
import { openNeon } from '@/db/neon';
import { type NeonProxy, startNeonProxy } from '@/db/testing.neon-proxy';
import { postgres15, startPostgres15 } from '@/db/testing.postgres15';
import { leaseContract } from '../signal/lease.contract';
import { createPostgresLease } from '../signal/postgres-lease';
import { passColumn } from '../signal/testing/pass';
import { createEventLog } from './event-log';
import { eventLogContract } from './event-log.contract';
import { createTestStore } from './testing';

type Open = Required<NonNullable<Parameters<typeof createTestStore>[0]>>['open'];

/** What the log and the lease column promise, on the database that `given` describes. */
function storeContract(given: () => Promise<{ open: Open; template?: string }>): void {
  describe('its log', () => {
    eventLogContract(async () => {
      const options = await given();
      const store = await createTestStore(options);
      const second = options.open(store.url, () => {});
      return {
        ...store,
        logs: [createEventLog(store.db), createEventLog(second.db)],
        async close() {
          await second.end();
          await store.close();
        },
      };
    });
  });

  describe('its lease column', () => {
    leaseContract(async () => {
      const store = await createTestStore(await given());
      return {
        ...store,
        lease: createPostgresLease(store.db),
        pass: (runId, ms) => passColumn(store.db, runId, ms),
      };
    });
  });
}

describe('PostgreSQL', () => {
  storeContract(async () => ({ open: openPool }));
});

describe.skipIf(!postgres15)('PostgreSQL 15', () => {
  let server: Awaited<ReturnType<typeof startPostgres15>>;
  beforeAll(async () => {
    server = await startPostgres15();
  });
  afterAll(() => server?.close());
  storeContract(async () => ({ open: openPool, template: server.template }));
});

describe('Neon', () => {
  let proxy: NeonProxy;
  const open: Open = (url, onError) => openNeon(url, onError, proxy.url);
  beforeAll(async () => {
    const any = await createTestStore();
    proxy = await startNeonProxy(any.url);
    await any.close();
  });
  afterAll(() => proxy?.close());
  storeContract(async () => ({ open }));

  it('asks single statements over HTTP, and opens a connection for transactions only', async () => {
    const store = await createTestStore({ open });
    const before = { ...proxy.seen };
    const log = createEventLog(store.db);
    const runId = await store.newRun();
    const taken = { ...proxy.seen };
    expect(taken.webSockets - before.webSockets).toBeLessThanOrEqual(1);
    await log.read(store.orgId, runId, 0);
    expect(proxy.seen).toEqual({ http: taken.http + 1, webSockets: taken.webSockets });
    await store.close();
  });
});
