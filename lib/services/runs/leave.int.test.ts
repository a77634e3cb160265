import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import { readEnv } from '@/lib/env';
import { driverWanted } from '@/lib/ports/signal';
import { systemClock } from '@/lib/wiring';
import type { Context } from '../context';
import { checkReadiness } from '../readiness';
import { openRun } from './open';
import { readAll } from './read-all';
import { startRun } from './start';
import { sweepRuns } from './sweep';
import { createTestCouncil, finished, quickSpeech } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
const silences: (() => void)[] = [];
beforeAll(async () => {
  council = await createTestCouncil();
});
afterEach(() => {
  for (const silence of silences.splice(0)) silence();
});
afterAll(() => council.close());

/** No lease expires while these tests run: who takes over was told to. */
const patient = readEnv({ XIO_LEASE_SECONDS: '300', XIO_LOG_LEVEL: 'silent', NODE_ENV: 'test' });

/** An instance that comes when it is called, as every server does. */
async function callable(parts: Partial<Context> = {}): Promise<Context> {
  const ctx = council.context({ env: patient, ...parts });
  silences.push(await ctx.signal.subscribe(driverWanted, () => void sweepRuns(ctx)));
  return ctx;
}

/** Speaks as usual but for the third turn, which waits until it is `finish`ed or cut. */
function held() {
  const [begun, finish] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
  const speak: Context['speech']['speak'] = async (request, onDelta, signal) => {
    if (request.turn === 3) {
      begun.resolve(request.turn);
      const cut = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => cut.reject(signal.reason));
      await Promise.race([finish.promise, cut.promise]);
    }
    return quickSpeech.speak(request, onDelta, signal);
  };
  return { speech: { ...quickSpeech, speak }, begun: begun.promise, finish: finish.resolve };
}

const takeovers = (log: LoggedEvent[]) => log.filter((event) => event.name === 'run-taken-over');
const timesCompleted = (log: LoggedEvent[], turn: number) =>
  log.filter((event) => event.name === 'turn-completed' && event.turn === turn).length;

describe('a driver whose process is told to stop', () => {
  it('finishes the turns that are being spoken, starts no other and is followed at once: nobody hears a turn twice', async () => {
    const { speech, begun, finish } = held();
    const going = council.context({ env: patient, speech });
    const { runId } = await startRun(going, council.who, { meetingId: council.meetingId });
    await begun;
    const heir = await callable();
    const left = going.drivers.leave(60_000, systemClock);
    await expect(checkReadiness(going)).rejects.toMatchObject({ code: 'unavailable' });
    finish();
    await left;
    const log = await finished(heir, council.who.orgId, runId);
    expect(takeovers(log)).toMatchObject([{ discarded: [], epoch: 2 }]);
    expect(timesCompleted(log, 3)).toBe(1);
    expect(fold(log)).toMatchObject({ outcome: 'decided', epoch: 2 });
  });

  it('gives up a turn that outlasts the grace, for all to see, and another says it again', async () => {
    const { speech, begun } = held();
    const going = council.context({ env: patient, speech });
    const { runId } = await startRun(going, council.who, { meetingId: council.meetingId });
    const turn = await begun;
    const heir = await callable();
    await going.drivers.leave(1, systemClock);
    const log = await finished(heir, council.who.orgId, runId);
    expect(takeovers(log).flatMap(({ discarded }) => discarded)).toContainEqual(expect.objectContaining({ turn }));
    expect(timesCompleted(log, turn)).toBe(1);
    expect(fold(log)).toMatchObject({ outcome: 'decided', epoch: 2 });
  });
});

describe('a server that gets SIGTERM', () => {
  const server = async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/services/runs/testing.worker.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: council.url,
        NEXT_MANUAL_SIG_HANDLE: 'true',
        XIO_LEASE_SECONDS: '300',
        XIO_LOG_LEVEL: 'silent',
        XIO_PLAYBOOK_PACE: '20',
      },
    });
    await once(createInterface(child.stdout), 'line');
    return child;
  };

  it('ends within its grace, and another server goes on with its run long before the lease would expire', async () => {
    const { who, meetingId } = council;
    const ctx = council.context({ env: patient });
    const one = await server();
    const runId = 'a-run-of-servers';
    await council.db.transaction((tx) => openRun(ctx, tx, who, { meetingId, runId }));
    const spoken = Promise.withResolvers<void>();
    const look = async () => {
      const log = await readAll(ctx.events, who.orgId, runId);
      if (log.some((event) => event.name === 'turn-completed')) spoken.resolve();
    };
    silences.push(await ctx.signal.subscribe(runId, () => void look()));
    await spoken.promise;
    const other = await server();
    one.kill('SIGTERM');
    expect(await once(one, 'exit')).toEqual([0, null]);
    const log = await finished(ctx, council.who.orgId, runId);
    other.kill('SIGTERM');
    expect(await once(other, 'exit')).toEqual([0, null]);
    expect(takeovers(log)).toMatchObject([{ discarded: [], epoch: 2 }]);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
  }, 120_000);
});
