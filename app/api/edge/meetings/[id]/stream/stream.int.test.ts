import { createParser } from 'eventsource-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathHeader } from '@/lib/auth/hosts';
import { type Call, createTestApi } from '@/lib/auth/testing';
import { driverWanted } from '@/lib/ports/signal';
import type { Member } from '@/lib/services/context';
import { createMeeting } from '@/lib/services/meetings/create';
import { driveRun } from '@/lib/services/runs/hold';
import { startRun } from '@/lib/services/runs/start';
import { agendaOf } from '@/lib/services/testing';
import { createRedisSignal } from '@/lib/signal/redis-signal';
import { type RedisServer, redisProgram, startRedis } from '@/lib/signal/testing/redis-server';
import { startUpstashProxy, type UpstashProxy } from '@/lib/signal/testing/upstash-proxy';
import { createUpstashRedis } from '@/lib/signal/upstash-redis';

type Api = Awaited<ReturnType<typeof createTestApi>>;
const doors = { node: '/api/v1/meetings', edge: '/api/edge/meetings' } as const;
type Door = keyof typeof doors;

async function newMeeting(api: Api, who: Member): Promise<string> {
  return (await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') })).id;
}

/** As Next calls the handler: at the edge after `proxy.ts`, with the path's parameters in the query. */
function ask(api: Api, door: Door, path: string, { headers, ...call }: Call) {
  const address = `${doors[door]}/${path}`;
  if (door === 'node') return api.call('GET', address, { ...call, ...(headers ? { headers } : {}) });
  const rewritten = `${address}${address.includes('?') ? '&' : '?'}id=${path.split('/')[0]}`;
  return api.call('GET', rewritten, { ...call, headers: { ...headers, [pathHeader]: `${doors.node}/${path}` } });
}

/** What is left of a rate differs: each door has been asked another number of times. */
const headersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name !== 'ratelimit'));

describe('the stream from the edge, over Neon’s HTTP', () => {
  let api: Api;
  const tokens: Record<string, string> = {};
  let meeting: string;
  let empty: string;
  let run: string;

  beforeAll(async () => {
    api = await createTestApi();
    const orgId = await api.newOrganisation();
    for (const role of ['moderator', 'viewer'] as const) tokens[role] = (await api.signIn(orgId, role)).token;
    tokens.foreigner = (await api.signIn(await api.newOrganisation(), 'owner')).token;
    const { who } = await api.signIn(orgId, 'owner');
    [meeting, empty] = [await newMeeting(api, who), await newMeeting(api, who)];
    run = (await startRun(api.context, who, { meetingId: meeting })).runId;
    await driveRun(api.context, orgId, run);
  });
  afterAll(() => api.close());

  const whole = async (door: Door, path: string, call: Call) => {
    const response = await ask(api, door, path, call);
    const headers = headersOf(response);
    expect(Math.abs(Number(headers['xio-now']) - Date.now())).toBeLessThan(60_000);
    return { status: response.status, headers: { ...headers, 'xio-now': '' }, body: await response.text() };
  };

  it.each([
    ['moderator', ''],
    ['viewer', ''],
    ['viewer', '?after=7'],
  ])('is for a %s byte by byte what Node sends%s', async (role, query) => {
    const call = { token: tokens[role] ?? '' };
    const fromEdge = await whole('edge', `${meeting}/stream${query}`, call);
    expect(fromEdge).toEqual(await whole('node', `${meeting}/stream${query}`, call));
    expect(fromEdge.body).toContain('run-finished');
  });

  it('resumes after the last event that a reader has', async () => {
    const headers = { 'last-event-id': '5' };
    const { body } = await whole('edge', `${meeting}/stream?after=1`, { token: tokens.viewer ?? '', headers });
    expect(/^id: (\d+)$/m.exec(body)?.[1]).toBe('6');
  });

  const refusals: [what: string, path: () => string, call: () => Call][] = [
    ['nobody', () => `${meeting}/stream`, () => ({})],
    ['a made-up token', () => `${meeting}/stream`, () => ({ token: 'x'.repeat(43) })],
    ['another organisation', () => `${meeting}/stream`, () => ({ token: tokens.foreigner ?? '' })],
    ['a meeting that there is not', () => 'none/stream', () => ({ token: tokens.viewer ?? '' })],
    ['a run of another meeting', () => `${empty}/stream?runId=${run}`, () => ({ token: tokens.viewer ?? '' })],
    ['a meeting that was not held', () => `${empty}/stream`, () => ({ token: tokens.viewer ?? '' })],
    ['a place beyond the end', () => `${meeting}/stream?after=9999`, () => ({ token: tokens.viewer ?? '' })],
    ['no number', () => `${meeting}/stream?after=x&y=1`, () => ({ token: tokens.viewer ?? '' })],
    [
      'no number in a header',
      () => `${meeting}/stream`,
      () => ({ token: tokens.viewer ?? '', headers: { 'last-event-id': 'x', 'accept-language': 'ru' } }),
    ],
    [
      'another host name',
      () => `${meeting}/stream`,
      () => ({ token: tokens.viewer ?? '', headers: { host: 'evil.example' } }),
    ],
  ];
  it.each(refusals)('refuses %s as Node does, by one statement at most', async (_, path, call) => {
    const before = api.neon.seen.http;
    const refused = await ask(api, 'edge', path(), call());
    expect(api.neon.seen.http - before).toBeLessThanOrEqual(1);
    const byNode = await ask(api, 'node', path(), call());
    expect(refused.status).toBe(byNode.status);
    expect(headersOf(refused)).toEqual(headersOf(byNode));
    expect(await refused.json()).toEqual(await byNode.json());
  });

  it('is guarded by one statement, counted by another, and asks no more before its first byte but for what the log says', async () => {
    const before = api.neon.seen.http;
    const leaving = new AbortController();
    const response = await ask(api, 'edge', `${meeting}/stream`, {
      token: tokens.viewer ?? '',
      signal: leaving.signal,
    });
    expect(api.neon.seen.http - before).toBeLessThanOrEqual(3);
    expect(api.neon.seen.webSockets).toBe(0);
    leaving.abort();
    await response.body?.cancel();
  });
});

describe.skipIf(!redisProgram)('the stream from the edge, over Upstash', () => {
  let redis: RedisServer;
  let upstash: UpstashProxy;
  let api: Api;
  let who: Member;
  let token: string;

  beforeAll(async () => {
    redis = await startRedis();
    upstash = await startUpstashProxy(redis.url);
    const [driver, edge] = [
      createRedisSignal(createUpstashRedis(upstash)),
      createRedisSignal(createUpstashRedis(upstash)),
    ];
    api = await createTestApi({ signal: driver }, edge);
    ({ who, token } = await api.signIn(await api.newOrganisation(), 'owner'));
  });
  afterAll(async () => {
    await api?.close();
    await upstash?.close();
    await redis?.close();
  });

  /** Takes a stream to its end; `upTo` resolves when so many events have come. */
  function watch(response: Response) {
    const seqs: number[] = [];
    let wake = () => {};
    const parser = createParser({
      onEvent: ({ id }) => {
        if (id) seqs.push(Number(id));
        wake();
      },
    });
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
      return seqs;
    };
    const upTo = async (seq: number) => {
      while (!seqs.includes(seq)) await new Promise<void>((resolve) => (wake = resolve));
    };
    return { done: read(), upTo };
  }

  it('shares one subscription among the viewers of a run, and gives each of them every event once, with and without a Redis', async () => {
    const meeting = await newMeeting(api, who);
    const run = await api.newRun(who, meeting);
    const wanted = Promise.withResolvers<number>();
    const silence = await api.context.signal.subscribe(driverWanted, wanted.resolve);
    const before = upstash.open;
    const streams = await Promise.all([1, 2, 3].map(() => ask(api, 'edge', `${meeting}/stream`, { token })));
    expect(upstash.open - before).toBe(1);
    expect(await wanted.promise, 'nobody drives the run').toBeGreaterThan(0);
    silence();
    const viewers = streams.map(watch);
    await Promise.all(viewers.map(({ upTo }) => upTo(1)));
    const taken = await api.context.events.takeOver(who.orgId, run);
    await api.context.signal.announce(run, 2);
    await Promise.all(viewers.map(({ upTo }) => upTo(2)));

    await redis.stop();
    expect(taken?.epoch).toBe(1);
    await driveRun(api.context, who.orgId, run);
    const log = await api.context.events.read(who.orgId, run, 0);
    for (const { done } of viewers) expect(await done).toEqual(log.map(({ seq }) => seq));
    await redis.start();
  });
});
