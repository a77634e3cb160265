import { describe } from 'vitest';
import { jobsContract } from './jobs.contract';
import { createMemoryJobs } from './memory-jobs';

describe('jobs in memory', () => {
  jobsContract(async () => {
    const jobs = createMemoryJobs({
      now: () => 0,
      wait: (ms) => new Promise((resolve) => ms < 2_000 && setTimeout(resolve, ms / 50)),
    });
    return { jobs, transaction: jobs.transaction, close: () => jobs.stop() };
  });
});
