import { describe } from 'vitest';
import { newId } from '@/db/schema';
import { eventLogContract } from './event-log.contract';
import { runCreated } from './fixtures';
import type { RunCreated } from './insert-run';
import { createMemoryEventLog } from './memory-event-log';

describe('the log in memory', () => {
  eventLogContract(async () => {
    const log = createMemoryEventLog({ now: () => Date.now(), wait: async () => {} });
    const orgId = newId();
    const createRun = (event: RunCreated) => log.createRun({ orgId, teamId: null, event });
    return {
      logs: [log, log],
      orgId,
      otherOrg: newId(),
      createRun,
      async newRun() {
        const runId = newId();
        await createRun(runCreated(runId, newId()));
        return runId;
      },
      close: async () => {},
    };
  });
});
