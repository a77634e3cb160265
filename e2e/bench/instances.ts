import { setTimeout as wait } from 'node:timers/promises';
import { startRedis } from '@/lib/signal/testing/redis-server';
import { startUpstashProxy } from '@/lib/signal/testing/upstash-proxy';
import { createEventLog } from '@/lib/store/event-log';
import { startProduct } from '../server';
import { makeMeeting, startPaused } from './council';
import { gather, leave } from './crowds';
import { apiOf, type Lab } from './lab';
import type { Row } from './table';

const experts = 3;
const comments = 200;
/** 20 a second. */
const paceMs = 50;
const upstashMs = 30;

interface Asked {
  viewers: number;
  /** Instances that serve them. The run is another one's, so that they hear of it by Redis alone. */
  serving: number;
  upstash?: boolean;
}

/** From the commit of comments, 20 a second, to their receipt by all viewers, ms. */
async function heard(lab: Lab, { viewers, serving, upstash = false }: Asked) {
  const redis = await startRedis();
  const proxy = upstash ? await startUpstashProxy(redis.url, { delayMs: upstashMs }) : null;
  const products = await Promise.all(
    Array.from({ length: serving + 1 }, () =>
      startProduct({
        DATABASE_URL: lab.databaseUrl,
        ...(proxy
          ? { UPSTASH_REDIS_REST_URL: proxy.url, UPSTASH_REDIS_REST_TOKEN: proxy.token }
          : { REDIS_URL: redis.url }),
        XIO_MODEL: 'compatible:pace-0',
        XIO_COMPATIBLE_URL: lab.modelUrl,
        XIO_LOG_LEVEL: 'warn',
      }),
    ),
  );
  const [driver, ...others] = products.map(({ url }) => ({ url, api: apiOf(url, lab.token) }));
  if (!driver) throw new Error('no instance');
  const { meetingId, runId, url } = await startPaused(driver, await makeMeeting(lab, experts, 0));
  const crowds = (
    await Promise.all(
      others.map((one) => gather(url.replace(driver.url, one.url), lab.token, Math.floor(viewers / others.length))),
    )
  ).flat();
  for (let n = 0; n < comments; n++) {
    const began = performance.now();
    await driver.api('POST', `/meetings/${meetingId}/messages?runId=${runId}`, { text: `Comment ${n}` });
    await wait(Math.max(0, paceMs - (performance.now() - began)));
  }
  await driver.api('POST', `/meetings/${meetingId}/control?runId=${runId}`, { control: 'stop', mode: 'now' });
  const log = createEventLog(lab.db);
  const sent = new Map((await log.readNamed(lab.who.orgId, runId, ['comment-added'])).map((one) => [one.seq, one.at]));
  if (sent.size !== comments) throw new Error(`${sent.size} of ${comments} comments were kept`);
  const result = await leave(crowds, sent, Math.max(...sent.keys()));
  await Promise.all(products.map((one) => one.stop()));
  await proxy?.close();
  await redis.close();
  return result;
}

/** What it costs that the run is another instance's: 20 events a second to 1,000 viewers through Redis, and Upstash. */
export async function instances(lab: Lab): Promise<Row[]> {
  const one = await heard(lab, { viewers: 1000, serving: 1 });
  const three = await heard(lab, { viewers: 999, serving: 3 });
  const far = await heard(lab, { viewers: 100, serving: 1, upstash: true });
  const at = (limit: number) => ({ of: 'value', limit }) as const;
  return [
    { name: '1,000 viewers through Redis, one instance, p50', value: one.p50, unit: 'ms' },
    { name: '  p99', value: one.p99, unit: 'ms', atMost: at(100) },
    { name: '  spread over three, p50', value: three.p50, floor: one.p50, unit: 'ms' },
    {
      name: '  spread over three, p99',
      value: three.p99,
      floor: one.p99,
      unit: 'ms',
      atMost: { of: 'ratio', limit: 1 },
    },
    { name: `100 viewers, Upstash, ${upstashMs} ms a call, p50`, value: far.p50, unit: 'ms' },
    { name: '  p99', value: far.p99, unit: 'ms', atMost: at(250) },
    { name: 'events lost or out of order', value: one.lost + three.lost + far.lost, unit: '', atMost: at(0) },
  ];
}
