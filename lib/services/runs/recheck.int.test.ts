import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedisSignal } from '@/lib/signal/redis-signal';
import { createTcpRedis } from '@/lib/signal/tcp-redis';
import { redisProgram, startRedis } from '@/lib/signal/testing/redis-server';
import { startUpstashProxy } from '@/lib/signal/testing/upstash-proxy';
import { createUpstashRedis } from '@/lib/signal/upstash-redis';
import { systemClock } from '@/lib/wiring';
import type { Context } from '../context';
import { memberReads } from './audience';
import { followRun } from './follow';
import { recheckStreams } from './recheck';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

/** Streams never look by themselves: only a signal makes them. */
const clock: Context['clock'] = {
  now: () => systemClock.now() - (systemClock.now() % 15_000),
  wait: (ms, signal) =>
    ms === 15_000
      ? new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
      : systemClock.wait(ms, signal),
};

describe.each(['PostgreSQL', 'Redis', 'Upstash'] as const)('two processes that signal by %s', (way) => {
  let council: Awaited<ReturnType<typeof createTestCouncil>>;
  const closing: (() => Promise<void>)[] = [];
  let process: () => Context;
  let runId: string;
  const possible = way === 'PostgreSQL' || redisProgram;
  beforeAll(async () => {
    if (!possible) return;
    council = await createTestCouncil();
    const neverDone = { ...quickSpeech, speak: () => new Promise<never>(() => {}) };
    const server = way === 'PostgreSQL' ? null : await startRedis();
    const proxy = server && way === 'Upstash' ? await startUpstashProxy(server.url) : null;
    if (proxy) closing.push(proxy.close);
    if (server) closing.push(server.close);
    process = () => {
      const redis = server && (proxy ? createUpstashRedis(proxy) : createTcpRedis(server.url));
      return council.context(
        { clock, speech: neverDone, ...(redis ? { signal: createRedisSignal(redis) } : {}) },
        true,
      );
    };
    ({ runId } = await startRun(process(), council.who, { meetingId: council.meetingId }));
  });
  afterAll(async () => {
    await council?.close();
    for (const close of closing) await close();
  });

  it.runIf(possible).each(['member', 'meeting'] as const)(
    'ends the open streams of a %s in both as soon as one of them takes the right away',
    async (whose) => {
      const [one, other] = [process(), process()];
      const { who, meetingId } = council;
      let reads = true;
      const open = (ctx: Context) =>
        followRun(ctx, memberReads(who), {
          meetingId,
          runId,
          after: 0,
          signal: new AbortController().signal,
          stillReads: async () => (reads ? memberReads(who) : null),
        });
      const readers = (await Promise.all([open(one), open(other)])).map((stream) => stream.getReader());
      const begun = await Promise.all(readers.map((reader) => reader.read()));
      expect(begun.map(({ done }) => done)).toEqual([false, false]);
      reads = false;
      await recheckStreams(one, who.orgId, whose === 'member' ? { userId: who.userId } : { meetingId });
      for (const reader of readers) while (!(await reader.read()).done);
    },
  );
});
