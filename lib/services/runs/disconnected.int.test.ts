import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '@/lib/council/evolve';
import { team as aTeam } from '@/lib/council/testing/fixtures';
import { readEnv } from '@/lib/env';
import { connectModel } from '../models/connect';
import { removeModel } from '../models/remove';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

const own = { provider: 'openai', name: 'gpt-ours' } as const;

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  const seats = aTeam().seats.map((seat) => (seat.id === 'a' ? { ...seat, model: own } : seat));
  council = await createTestCouncil({ team: { seats } });
});
afterAll(() => council.close());

it('a model that is disconnected in mid-run is stood in for, and never asked on the deployment’s account', async () => {
  const { who, meetingId } = council;
  const env = readEnv({
    XIO_SECRET_KEY: randomBytes(32).toString('base64'),
    XIO_LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
  });
  const asked: (string | null)[] = [];
  const first = Promise.withResolvers<void>();
  const removed = Promise.withResolvers<void>();
  const ctx = council.context({
    env,
    speech: {
      ...quickSpeech,
      speak: async (request, onDelta, signal) => {
        if (request.model.name === own.name) asked.push(request.connection?.id ?? null);
        first.resolve();
        await removed.promise;
        return quickSpeech.speak(request, onDelta, signal);
      },
    },
  });
  const wanted = { provider: own.provider, label: 'Ours', key: 'sk-0123456789abcdef' };
  const { id } = await connectModel(ctx, who, {
    ...wanted,
    models: [{ name: own.name, price: { input: 9, output: 9 } }],
  });
  const { runId } = await startRun(ctx, who, { meetingId });
  await first.promise;
  await removeModel(ctx, who, { id });
  removed.resolve();
  await driveRun(ctx, who.orgId, runId);
  const log = await readAll(ctx.events, who.orgId, runId);
  expect(asked.filter((connection) => connection === null)).toEqual([]);
  const failed = log.flatMap((event) => (event.name === 'turn-failed' ? [event] : []));
  expect(new Set(failed.map((event) => event.reason.code))).toEqual(new Set(['model.disconnected']));
  const charged = log.flatMap((event) =>
    event.name === 'usage-recorded' && failed.some((one) => one.turn === event.turn && one.attempt === event.attempt)
      ? [event.usage]
      : [],
  );
  expect(charged).toHaveLength(failed.length);
  for (const usage of charged) expect(usage).toEqual({ inputTokens: 0, outputTokens: 0, microUsd: 0, known: true });
  expect(fold(log)).toMatchObject({ outcome: 'decided' });
  expect(fold(log).turns.some((turn) => turn.seat === 'a' && turn.standIn)).toBe(true);
});
