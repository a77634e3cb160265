import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '@/lib/council/evolve';
import { systemClock } from '@/lib/wiring';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

describe('a machine that slept', () => {
  it('goes on where it was: its lease ran out, so its sleep is no time of the council', async () => {
    const { who, meetingId } = council;
    let sleptMs = 0;
    const spoke = Promise.withResolvers<void>();
    const woke = Promise.withResolvers<void>();
    const ctx = council.context({
      clock: { ...systemClock, now: () => Date.now() + sleptMs },
      speech: {
        ...quickSpeech,
        async speak(...args: Parameters<typeof quickSpeech.speak>) {
          spoke.resolve();
          await woke.promise;
          return quickSpeech.speak(...args);
        },
      },
    });
    const { runId } = await startRun(ctx, who, { meetingId });
    await spoke.promise;
    sleptMs = 8 * 3_600_000;
    woke.resolve();
    await driveRun(ctx, who.orgId, runId);
    await driveRun(ctx, who.orgId, runId);
    const log = await readAll(ctx.events, who.orgId, runId);
    expect(log.filter((event) => event.epoch === 1).map((event) => event.name)).toEqual([
      'run-started',
      'phase-entered',
      'turn-started',
    ]);
    expect(fold(log).endReason?.code).toBe('end.decided');
  });
});

describe('a driver that keeps failing', () => {
  it('tries ever more rarely, so that a broken run does not grow its log for ever, and goes on once it can', async () => {
    const { who, meetingId } = council;
    const waits: number[] = [];
    let failures = 0;
    const plain = council.context();
    const ctx = council.context({
      clock: {
        ...systemClock,
        wait: (ms, signal) => {
          waits.push(ms);
          return systemClock.wait(failures < 4 ? 0 : ms, signal);
        },
      },
      events: {
        ...plain.events,
        read: (...args) => (failures++ < 4 ? Promise.reject(new Error('No log')) : plain.events.read(...args)),
      },
    });
    const { runId } = await startRun(ctx, who, { meetingId });
    await driveRun(ctx, who.orgId, runId);
    expect(waits.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(fold(await readAll(plain.events, who.orgId, runId)).outcome).toBe('decided');
  });
});
