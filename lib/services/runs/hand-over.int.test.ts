import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST } from '@/app/api/v1/internal/drive/route';
import { GET } from '@/app/api/v1/internal/tick/route';
import type { LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import { readEnv } from '@/lib/env';
import { driverWanted } from '@/lib/ports/signal';
import { drivePath, signatureHeader } from '@/lib/ports/site';
import { systemClock } from '@/lib/wiring';
import type { Context } from '../context';
import { openRun } from './open';
import { startRun } from './start';
import { sweepRuns } from './sweep';
import { createTestCouncil, finished, quickSpeech } from './testing';

const key = randomBytes(32).toString('base64');
const token = 'a-secret-of-the-scheduler';
const envOf = (more: Record<string, string> = {}) =>
  readEnv({
    XIO_LEASE_SECONDS: '300',
    XIO_LOG_LEVEL: 'silent',
    XIO_SECRET_KEY: key,
    CRON_SECRET: token,
    NODE_ENV: 'test',
    ...more,
  });
const route = { params: Promise.resolve({}) };

let council: Awaited<ReturnType<typeof createTestCouncil>>;
let server: Server;
let address: string;
const calls: { body: string; signature: string; status: number }[] = [];
beforeAll(async () => {
  council = await createTestCouncil();
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const signature = String(request.headers[signatureHeader]);
    const answer = await POST(callOf(body, signature), route);
    calls.push({ body, signature, status: answer.status });
    response.writeHead(answer.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
});
afterAll(async () => {
  globalThis.xioContext = undefined;
  await council.close();
  server.close();
});

const callOf = (body: string, signature: string) =>
  new Request(new URL(drivePath, address), { method: 'POST', body, headers: { [signatureHeader]: signature } });

/** A process that answers the site's address, and may work for as long as it likes. */
function answering(): Context {
  const ctx = council.context({ env: envOf() });
  globalThis.xioContext = Promise.resolve(ctx);
  return ctx;
}

/** One whose drivers have three seconds; turns take a while, so that a council takes longer than that. */
const limited = (url: string) =>
  council.context({
    env: envOf({ XIO_DRIVE_SECONDS: '3', XIO_PUBLIC_URL: url }),
    speech: {
      ...quickSpeech,
      speak: async (request, onDelta, signal) => {
        await systemClock.wait(250, signal);
        return quickSpeech.speak(request, onDelta, signal);
      },
    },
  });

/** Every turn was said once, and none was cut when the driver changed. */
function expectSeamless(log: LoggedEvent[]) {
  expect(fold(log)).toMatchObject({ outcome: 'decided', epoch: 2 });
  expect(log.filter((event) => event.name === 'run-taken-over')).toMatchObject([{ discarded: [] }]);
  expect(log.some((event) => event.name === 'turn-discarded')).toBe(false);
}

describe('a driver whose platform limits its time', () => {
  it('hands its run on between turns by a signed call: the council does not notice', async () => {
    const heir = answering();
    const { runId } = await startRun(limited(address), council.who, { meetingId: council.meetingId });
    expectSeamless(await finished(heir, council.who.orgId, runId));
    expect(calls).toMatchObject([{ body: JSON.stringify({ orgId: council.who.orgId, runId }), status: 202 }]);
  });

  it('calls whoever listens where the site does not answer itself: no run is left', async () => {
    const heir = council.context({ env: envOf() });
    const silence = await heir.signal.subscribe(driverWanted, () => void sweepRuns(heir));
    const { runId } = await startRun(limited('http://127.0.0.1:9'), council.who, { meetingId: council.meetingId });
    expectSeamless(await finished(heir, council.who.orgId, runId));
    silence();
  });
});

describe('the door of such calls', () => {
  it('admits a call once, and nobody else’s: a captured one can’t be played again', async () => {
    const ctx = answering();
    await council.context({ env: envOf({ XIO_PUBLIC_URL: address }) }).site.drive(council.who.orgId, 'no-such-run');
    const { body, signature, status } = calls.at(-1) ?? { body: '', signature: '', status: 0 };
    expect(status).toBe(202);
    expect((await POST(callOf(body, signature), route)).status).toBe(401);
    const stranger = envOf({ XIO_PUBLIC_URL: address, XIO_SECRET_KEY: randomBytes(32).toString('base64') });
    expect(await council.context({ env: stranger }).site.drive(council.who.orgId, 'no-such-run')).toBe(false);
    expect(calls.at(-1)?.status).toBe(401);
    await ctx.drivers.settled();
  });
});

describe('the scheduled tick', () => {
  const tick = (bearer: string | null) =>
    GET(
      new Request('http://127.0.0.1:3000/api/v1/internal/tick', {
        headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
      }),
      route,
    );

  it('takes up a run that nobody drives, for the scheduler alone', async () => {
    const ctx = answering();
    const { who, meetingId } = council;
    const runId = 'a-run-that-was-left';
    await council.db.transaction((tx) => openRun(ctx, tx, who, { meetingId, runId }));
    for (const wrong of [null, `${token}x`]) expect((await tick(wrong)).status).toBe(401);
    const answer = await tick(token);
    expect(await answer.json()).toEqual({ runs: 1 });
    expect(fold(await finished(ctx, council.who.orgId, runId)).outcome).toBe('decided');
  });
});
