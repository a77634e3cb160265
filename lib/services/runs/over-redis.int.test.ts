import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '@/lib/council/evolve';
import { readEnv } from '@/lib/env';
import { type RedisServer, redisProgram, startRedis } from '@/lib/signal/testing/redis-server';
import { checkReadiness } from '../readiness';
import { controlRun } from './control';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

describe.skipIf(!redisProgram)('two processes with one Redis', () => {
  let council: Awaited<ReturnType<typeof createTestCouncil>>;
  let server: RedisServer;
  const process = (parts: Parameters<typeof council.context>[0] = {}) => {
    const env = readEnv({ REDIS_URL: server.url, XIO_LEASE_SECONDS: '2', NODE_ENV: 'test' });
    return council.context({ env, ...parts });
  };
  beforeAll(async () => {
    [council, server] = await Promise.all([createTestCouncil(), startRedis()]);
  });
  afterAll(async () => {
    await council?.close();
    await server?.close();
  });

  it('either steers the run that the other drives', async () => {
    const spoke = Promise.withResolvers<void>();
    const [one, other] = [
      process({
        speech: {
          ...quickSpeech,
          speak: async (_request, _onDelta, signal) => {
            spoke.resolve();
            return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
          },
        },
      }),
      process(),
    ];
    const { runId } = await startRun(one, council.who, { meetingId: council.meetingId });
    await spoke.promise;
    expect(await checkReadiness(other)).toEqual({ status: 'ready', migrations: 'done', signals: 'ok' });
    await controlRun(other, council.who, {
      meetingId: council.meetingId,
      commandId: 'stop-1',
      control: { control: 'stop', mode: 'now' },
    });
    await driveRun(one, council.who.orgId, runId);
    const state = fold(await readAll(one.events, council.who.orgId, runId));
    expect(state.outcome).toBe('stopped');
    expect(state.epoch).toBe(1);
  });

  it('go on when it dies in the middle of a run: not a driver changes, nothing is lost', async () => {
    let turns = 0;
    const ctx = process({
      speech: {
        ...quickSpeech,
        speak: async (...request) => {
          turns += 1;
          if (turns === 3) await server.stop();
          return quickSpeech.speak(...request);
        },
      },
    });
    const { runId } = await startRun(ctx, council.who, { meetingId: council.meetingId });
    await driveRun(ctx, council.who.orgId, runId);
    const log = await readAll(ctx.events, council.who.orgId, runId);
    expect(fold(log)).toMatchObject({ outcome: 'decided', epoch: 1 });
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    expect(await checkReadiness(ctx)).toMatchObject({ signals: 'degraded' });
    await server.start();
    await expect.poll(() => checkReadiness(ctx)).toMatchObject({ signals: 'ok' });
  });
});
