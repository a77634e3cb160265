import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { openSession } from '@/lib/auth/sessions';
import { startRedis } from '@/lib/signal/testing/redis-server';
import { type Product, startProduct } from '../server';
import { makeMeeting, startPaused } from './council';
import { apiOf, type Lab } from './lab';
import { median, type Row } from './table';

const times = 20;
const sessionsSchema = z.looseObject({ sessions: z.array(z.looseObject({ id: z.string() })) });
const linkSchema = z.looseObject({ id: z.string(), address: z.string() });

async function open(url: string, token?: string): Promise<IncomingMessage> {
  const asked = get(url, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response?.statusCode !== 200) throw new Error(`${url} answered ${response?.statusCode}`);
  response.resume();
  return response;
}

/** From the call that takes it back on one instance to the end of its stream on another, ms. */
async function untilClosed(stream: IncomingMessage, takeBack: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let end = 0;
  const closed = once(stream, 'close').then(() => {
    end = performance.now();
  });
  await takeBack();
  await closed;
  return end - began;
}

/** Takes sessions and links back on the first of two products, while the other holds their streams; ms each. */
async function between(lab: Lab, products: readonly Product[]) {
  const [here, there] = products.map(({ url }) => ({ url, api: apiOf(url, lab.token) }));
  if (!here || !there) throw new Error('no instance');
  const { meetingId, runId, url } = await startPaused(here, await makeMeeting(here, 3, 0));
  const took: Record<'session' | 'link', number[]> = { session: [], link: [] };
  for (let n = 0; n < times; n++) {
    const token = await openSession(lab.db, lab.who);
    const { sessions } = sessionsSchema.parse(await apiOf(here.url, token)('GET', '/sessions'));
    const stream = await open(url.replace(here.url, there.url), token);
    took.session.push(await untilClosed(stream, () => here.api('DELETE', `/sessions/${sessions[0]?.id}`)));

    const link = linkSchema.parse(await here.api('POST', `/meetings/${meetingId}/shares`, { scope: 'live' }));
    const guest = await open(`${there.url}${new URL(link.address, there.url).pathname}/stream`);
    took.link.push(await untilClosed(guest, () => here.api('DELETE', `/meetings/${meetingId}/shares/${link.id}`)));
  }
  await here.api('POST', `/meetings/${meetingId}/control?runId=${runId}`, { control: 'stop', mode: 'now' });
  return took;
}

/** What is taken back on one instance ends on another: sessions and read-only links, told by Redis and by PostgreSQL. */
export async function revocation(lab: Lab): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, redis] of [
    ['Redis', await startRedis()],
    ['PostgreSQL', null],
  ] as const) {
    const env = {
      DATABASE_URL: lab.databaseUrl,
      XIO_MODEL: 'compatible:pace-0',
      XIO_COMPATIBLE_URL: lab.modelUrl,
      XIO_LOG_LEVEL: 'warn',
      ...(redis ? { REDIS_URL: redis.url } : {}),
    };
    const products = await Promise.all([startProduct(env), startProduct(env)]);
    const took = await between(lab, products).finally(async () => {
      await Promise.all(products.map((one) => one.stop()));
      await redis?.close();
    });
    for (const [what, all] of Object.entries(took))
      rows.push(
        { name: `a ${what} taken back ends on another instance, by ${name}, median`, value: median(all), unit: 'ms' },
        {
          name: `  the longest of ${times}`,
          value: Math.max(...all),
          unit: 'ms',
          atMost: { of: 'value', limit: 1000 },
        },
      );
  }
  return rows;
}
