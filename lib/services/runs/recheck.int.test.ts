import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberships, newId, users } from '@/db/schema';
import { createRedisSignal } from '@/lib/signal/redis-signal';
import { createTcpRedis } from '@/lib/signal/tcp-redis';
import { redisProgram, startRedis } from '@/lib/signal/testing/redis-server';
import { startUpstashProxy } from '@/lib/signal/testing/upstash-proxy';
import { createUpstashRedis } from '@/lib/signal/upstash-redis';
import { systemClock } from '@/lib/wiring';
import type { Context, Member } from '../context';
import { requestErasure } from '../retention/request-erasure';
import { makeToken } from '../tokens/make';
import { revokeToken } from '../tokens/revoke';
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
    const { orgId, userId, role } = council.who;
    await council.db.insert(memberships).values({ orgId, userId, role });
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

  const deeds: Record<string, (ctx: Context, who: Member, meetingId: string) => Promise<unknown>> = {
    'of a member': (ctx, { orgId, userId }) => recheckStreams(ctx, orgId, { userId }),
    'of a meeting': (ctx, { orgId }, meetingId) => recheckStreams(ctx, orgId, { meetingId }),
    'of a token that is revoked': async (ctx, who) => {
      const { id } = await makeToken(ctx, who, { name: 'Reports', role: 'viewer', permissions: null, days: 1 });
      await revokeToken(ctx, who, { id });
    },
    'of somebody who is forgotten': async (ctx, { orgId, userId, name }) => {
      const admin = { orgId, userId: newId(), name: 'Ada Lund', role: 'owner' as const };
      await council.db.insert(users).values({ id: admin.userId, name: admin.name });
      await requestErasure(ctx, admin, { userId, names: [], confirm: name });
    },
  };
  it.runIf(possible).each(Object.entries(deeds))(
    'ends the open streams %s in both as soon as one of them takes the right away',
    async (_, deed) => {
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
      await deed(one, who, meetingId);
      for (const reader of readers) while (!(await reader.read()).done);
    },
  );
});
