import { createFileTarget } from '@/lib/targets/file/file-target';
import { buildContext } from '@/lib/wiring';
import { sendExports } from './deliver';
import { exportJobSchema } from './queue';
import { createMemoryTarget } from './testing';

/** A process of its own for tests: claims a job's first export, says so, and never ends it. */
const [url = '', job = '{}'] = process.argv.slice(2);
const { openPool } = await import('@/db/client');
const { db } = openPool(url, () => {});
const { target } = createMemoryTarget(() => {
  process.stdout.write('sending\n');
  return new Promise(() => {});
});
const ctx = buildContext({ db, directUrl: url }, { targets: { file: createFileTarget(), notion: target } });
await sendExports(ctx, exportJobSchema.parse(JSON.parse(job)), new AbortController().signal);
