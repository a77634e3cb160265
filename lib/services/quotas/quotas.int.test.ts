import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows, meetings, newId, openStreams, runs } from '@/db/schema';
import { readEnv } from '@/lib/env';
import type { Context } from '../context';
import { startRun } from '../runs/start';
import { createTestCouncil, quickSpeech } from '../runs/testing';
import { checkRate } from './rate';
import { OpenStreams } from './streams';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

const envOf = (quotas: object) =>
  readEnv({ XIO_QUOTAS: JSON.stringify(quotas), XIO_LEASE_SECONDS: '300', XIO_LOG_LEVEL: 'silent', NODE_ENV: 'test' });

async function newMeeting(): Promise<string> {
  const [meeting] = await council.db.select().from(meetings);
  if (!meeting) throw new Error('no meeting');
  const id = newId();
  await council.db.insert(meetings).values({ ...meeting, id });
  return id;
}

/** Never speaks: its councils stay in session. */
const silent: Context['speech'] = {
  ...quickSpeech,
  speak: (_request, _onDelta, signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
};

describe('quotas of runs', () => {
  it('hold over all processes, also for starts at the same moment: nobody takes more than their share', async () => {
    const env = envOf({ member: { runs_at_once: 2 } });
    const [one, other] = [council.context({ env, speech: silent }), council.context({ env, speech: silent })];
    const ids = await Promise.all([newMeeting(), newMeeting(), newMeeting(), newMeeting()]);
    const starts = await Promise.allSettled(
      ids.map((meetingId, index) => startRun(index % 2 ? other : one, council.who, { meetingId })),
    );
    expect(starts.filter((start) => start.status === 'fulfilled')).toHaveLength(2);
    const refused = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason] : []));
    expect(refused).toHaveLength(2);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'rate_limited', reason: 'quota.member_runs_at_once', args: { limit: 2 } });
    await Promise.all([one.drivers.leave(), other.drivers.leave()]);
    await council.db.update(runs).set({ needsDriver: false });
  });

  it('of a day and a month say when there is more: the one that lasts longest', async () => {
    const { db, who } = council;
    await db.update(runs).set({ tokens: 600, microUsd: 3_000_000 });
    const start = async (quotas: object) =>
      startRun(council.context({ env: envOf(quotas), speech: silent }), who, { meetingId: await newMeeting() });
    await expect(start({ member: { runs_a_day: 2 } })).rejects.toMatchObject({ reason: 'quota.member_runs_a_day' });
    await expect(start({ organisation: { usd_a_day: 6 } })).rejects.toMatchObject({ reason: 'quota.org_usd_a_day' });
    const both = start({ organisation: { runs_a_day: 1, tokens_a_month: 1200 } });
    const refused = await both.catch((error: unknown) => error);
    expect(refused).toMatchObject({ reason: 'quota.org_tokens_a_month', args: { limit: 1200 } });
    await expect(start({ organisation: { tokens_a_month: 1201 } })).resolves.toBeDefined();
  });
});

it('a rate counts what was done in its time, by whom it is about', async () => {
  const { db, who } = council;
  const did = { orgId: who.orgId, userId: who.userId, action: 'model.test', subjectType: 'model', subjectId: 'm' };
  await db.insert(auditRows).values([did, did, { ...did, at: new Date(Date.now() - 120_000) }]);
  const rate = { limit: 2, seconds: 60, by: 'member', reason: 'quota.model_tests' } as const;
  await expect(checkRate(db, who, 'model.test', rate)).rejects.toMatchObject({ code: 'rate_limited' });
  await expect(checkRate(db, who, 'model.test', { ...rate, limit: 3 })).resolves.toBeUndefined();
  await expect(checkRate(db, { ...who, userId: 'another' }, 'model.test', rate)).resolves.toBeUndefined();
});

describe('quotas of streams', () => {
  const limits = { run: 3, member: 2, organisation: 4 };
  const clock = { now: () => 0, wait: () => new Promise<void>(() => {}) };
  const place = () => new OpenStreams({ db: council.db, clock, limits }, newId());
  let orgId = '';
  const member = (userId: string) => ({ ...council.who, orgId, userId });
  beforeEach(() => {
    orgId = newId();
  });

  it('hold over all processes, and a closed stream makes room at once where it was', async () => {
    const [here, there] = [place(), place()];
    const leave = await here.join(member('a'), 'run-1');
    await there.join(member('a'), 'run-2');
    await expect(here.join(member('a'), 'run-3')).rejects.toMatchObject({
      code: 'rate_limited',
      reason: 'quota.member_streams',
      args: { limit: 2, seconds: 15 },
    });
    leave();
    leave();
    const again = await here.join(member('a'), 'run-1');
    await there.join(member('b'), 'run-1');
    await there.join(member('c'), 'run-1');
    await expect(here.join(member('d'), 'run-1')).rejects.toMatchObject({ reason: 'quota.run_streams' });
    again();
    await here.join(member('d'), 'run-4');
    await expect(there.join(member('e'), 'run-4')).rejects.toMatchObject({ reason: 'quota.organisation_streams' });
    await expect(here.join({ ...member('a'), orgId: 'another' }, 'run-9')).resolves.toBeDefined();
  });

  it('forget a process that died, and let everybody in while the database can’t be asked', async () => {
    const [here, there] = [place(), place()];
    await Promise.all([there.join(member('x'), 'run-x'), there.join(member('x'), 'run-x')]);
    await expect(here.join(member('x'), 'run-x')).rejects.toMatchObject({ reason: 'quota.member_streams' });
    await council.db.update(openStreams).set({ seenAt: sql`now() - interval '41 seconds'` });
    await expect(here.join(member('x'), 'run-x')).resolves.toBeDefined();
    const gone = { execute: () => Promise.reject(new Error('gone')) };
    const blind = new OpenStreams({ db: gone, clock, limits }, newId());
    await expect(blind.join(member('x'), 'run-x')).resolves.toBeDefined();
  });

  it('are told anew with every beat, so that a stream that was closed counts nowhere', async () => {
    let beat = () => {};
    let beats = 0;
    const wait = () =>
      new Promise<void>((resolve) => {
        beat = resolve;
        beats += 1;
      });
    const beating = { now: () => 0, wait };
    const here = new OpenStreams({ db: council.db, clock: beating, limits }, 'beating');
    const leave = await here.join(member('y'), 'run-y');
    await here.join(member('y'), 'run-z');
    leave();
    beat();
    await expect.poll(() => beats).toBe(2);
    const told = await council.db.select().from(openStreams);
    expect(told.filter((one) => one.place === 'beating')).toMatchObject([{ runId: 'run-z', streams: 1 }]);
    await here.close();
    expect((await council.db.select().from(openStreams)).filter((one) => one.place === 'beating')).toEqual([]);
  });
});
