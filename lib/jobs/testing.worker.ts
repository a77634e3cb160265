import { createPgBossJobs } from './pg-boss-jobs';

/** A process of its own for tests: takes one job of the queue and never ends it. */
const [url = '', queue = '{}'] = process.argv.slice(2);
const jobs = createPgBossJobs(url, () => {}, { pollSeconds: 0.5, superviseSeconds: 60 });
await jobs.work(
  JSON.parse(queue),
  () => {
    process.stdout.write('taken\n');
    return new Promise(() => {});
  },
  async () => {},
);
