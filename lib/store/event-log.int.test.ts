import { describe } from 'vitest';
import { openPool } from '@/db/client';
import { createEventLog } from './event-log';
import { eventLogContract } from './event-log.contract';
import { createTestStore } from './testing';

describe('the log in PostgreSQL', () => {
  eventLogContract(async () => {
    const store = await createTestStore();
    const second = openPool(store.url, () => {});
    return {
      ...store,
      logs: [createEventLog(store.db), createEventLog(second.db)],
      async close() {
        await second.pool.end();
        await store.close();
      },
    };
  });
});
