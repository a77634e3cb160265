import { buildContext } from '@/lib/wiring';
import { makeMinutes } from './make';
import { minutesJobSchema } from './queue';

/** A process of its own for tests: takes the minutes of a transcript, as far as it comes. */
const [url = '', job = '{}'] = process.argv.slice(2);
const { openPool } = await import('@/db/client');
const { db } = openPool(url, () => {});
const ctx = buildContext({ db, directUrl: url });
await makeMinutes(ctx, minutesJobSchema.parse(JSON.parse(job)), new AbortController().signal);
process.exit();
