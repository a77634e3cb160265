import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decisions, meetings, memberships, notifications, users } from '@/db/schema';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { createLogger } from '@/lib/telemetry/log';
import { systemClock } from '@/lib/wiring';
import { countUnread, listNotices } from './list';
import { readNotices } from './read';
import { remindDeciders } from './remind';
import { tellDeciders } from './tell-deciders';
import { tellSettled } from './tell-settled';
import { createTestClock, createTestNotices } from './testing';

let bench: Awaited<ReturnType<typeof createTestNotices>>;
beforeAll(async () => {
  bench = await createTestNotices();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.db.delete(decisions);
  await bench.db.delete(notifications);
});
const jobs = createMemoryJobs(systemClock);
const decision = async (runId: string) =>
  (await bench.db.select().from(decisions).where(eq(decisions.runId, runId)))[0];

describe('telling', () => {
  it('happens once, however many processes sweep at once: nobody gets the same mail twice', async () => {
    for (let n = 0; n < 8; n += 1) await bench.newDecision();
    const all = [1, 2, 3, 4].map(() => bench.process({ jobs }));
    await Promise.all(all.flatMap((ctx) => [tellDeciders(ctx), tellDeciders(ctx)]));
    const told = await bench.noticesOf(bench.decider);
    expect(told).toHaveLength(8);
    expect(told.every((one) => one.kind === 'decision_needed' && one.mailState === 'queued')).toBe(true);
    expect(await bench.noticesOf(bench.maker)).toEqual([]);
  });

  it('waits for the end of the run, and leaves out what nobody has to decide', async () => {
    await bench.newDecision({ open: false, status: 'proposed' });
    await bench.newDecision({ status: 'draft' });
    await bench.newDecision({ status: 'accepted', open: false });
    await tellDeciders(bench.process({ jobs }));
    expect(await bench.noticesOf(bench.decider)).toEqual([]);
  });

  it('goes to whoever made the meeting where the decider is no member, and says for whom they decide', async () => {
    await bench.newDecision({ decider: null });
    await tellDeciders(bench.process({ jobs }));
    expect(await bench.noticesOf(bench.maker)).toMatchObject([{ args: { onBehalfOf: 'The board' } }]);
  });

  it('goes to an owner where decider and maker have left: a decision never waits unseen', async () => {
    const owner = await bench.newMember(bench.orgId, 'owner', 'Zoe');
    const left = await bench.newMember(bench.orgId, 'member', 'Left');
    const { meetingId } = await bench.newDecision({ decider: left });
    await bench.db.update(meetings).set({ createdBy: null }).where(eq(meetings.id, meetingId));
    await bench.db.delete(memberships).where(eq(memberships.userId, left.userId));
    await bench.db.delete(memberships).where(eq(memberships.userId, bench.maker.userId));
    await tellDeciders(bench.process({ jobs }));
    expect(await bench.noticesOf(left)).toEqual([]);
    expect(await bench.noticesOf(owner)).toMatchObject([{ args: { onBehalfOf: 'Left' } }]);
    await bench.db.insert(memberships).values({ ...bench.maker, role: 'moderator' });
    await bench.db.delete(memberships).where(eq(memberships.userId, owner.userId));
  });

  it('tells again when what was settled is proposed anew, and the older notice no longer counts', async () => {
    const { runId } = await bench.newDecision();
    const ctx = bench.process({ jobs });
    await tellDeciders(ctx);
    await bench.db.update(decisions).set({ toldAt: null }).where(eq(decisions.runId, runId));
    await tellDeciders(ctx);
    expect(await bench.noticesOf(bench.decider)).toHaveLength(1);
    expect(await countUnread(ctx, bench.decider)).toBe(1);
    await bench.db.update(decisions).set({ toldAt: null, version: 4 }).where(eq(decisions.runId, runId));
    await tellDeciders(ctx);
    expect(await bench.noticesOf(bench.decider)).toHaveLength(2);
    expect(await countUnread(ctx, bench.decider)).toBe(1);
  });

  it('is quiet about a meeting that was deleted', async () => {
    const { meetingId, runId } = await bench.newDecision();
    await bench.db.update(meetings).set({ deletedAt: new Date() }).where(eq(meetings.id, meetingId));
    await tellDeciders(bench.process({ jobs }));
    expect(await bench.noticesOf(bench.decider)).toEqual([]);
    expect((await decision(runId))?.toldAt).not.toBeNull();
  });

  it('rings the bell also when the job queue can not be had; the mail waits to be sent by hand', async () => {
    await bench.newDecision();
    const broken = { ...jobs, enqueue: () => Promise.reject(new Error('no queue')) };
    await tellDeciders(bench.process({ jobs: broken, logger: createLogger('silent') }));
    expect(await bench.noticesOf(bench.decider)).toMatchObject([{ mailState: 'failed', mailReason: 'queue' }]);
  });

  it('writes no mail where there is no server, or no address', async () => {
    await bench.newDecision();
    await tellDeciders(bench.process({ jobs, mailer: null }));
    await bench.db.update(users).set({ email: null }).where(eq(users.id, bench.decider.userId));
    await bench.newDecision();
    await tellDeciders(bench.process({ jobs }));
    await bench.db.update(users).set({ email: 'ada@example.com' }).where(eq(users.id, bench.decider.userId));
    expect((await bench.noticesOf(bench.decider)).map((one) => one.mailState)).toEqual(['none', 'none']);
  });
});

describe('reminding', () => {
  it('comes after a day, then after twice the wait each time, five times at most', async () => {
    const clock = createTestClock();
    const { runId } = await bench.newDecision();
    const ctx = bench.process({ jobs, clock });
    await tellDeciders(ctx);
    const hours: number[] = [];
    for (let hour = 1; hour <= 24 * 100; hour += 1) {
      clock.forward(1);
      if ((await decision(runId))?.remindAt?.getTime() !== clock.now()) continue;
      await Promise.all([remindDeciders(ctx), remindDeciders(ctx)]);
      hours.push(hour);
    }
    expect(hours).toEqual([24, 72, 168, 360, 744]);
    const told = await bench.noticesOf(bench.decider);
    expect(told.map((one) => one.kind)).toEqual(['decision_needed', ...Array(5).fill('decision_reminder')]);
    expect(await countUnread(ctx, bench.decider)).toBe(1);
  });

  it('stops when it is settled, and comes when a deferral has run out', async () => {
    const clock = createTestClock();
    const ctx = bench.process({ jobs, clock });
    const settled = await bench.newDecision();
    const deferred = await bench.newDecision();
    await tellDeciders(ctx);
    await bench.db.update(decisions).set({ open: false, status: 'accepted' }).where(eq(decisions.runId, settled.runId));
    await bench.db
      .update(decisions)
      .set({
        status: 'deferred',
        updatedAt: new Date(Date.now() + 50),
        remindAt: new Date(clock.now() + 36 * 3_600_000),
      })
      .where(eq(decisions.runId, deferred.runId));
    expect(await countUnread(ctx, bench.decider)).toBe(0);
    clock.forward(30);
    await remindDeciders(ctx);
    expect(await bench.noticesOf(bench.decider)).toHaveLength(2);
    clock.forward(6);
    await remindDeciders(ctx);
    const [last] = (await bench.noticesOf(bench.decider)).slice(-1);
    expect(last).toMatchObject({ kind: 'decision_reminder', runId: deferred.runId, args: { status: 'deferred' } });
  });
});

describe('the list', () => {
  it('is one’s own: no other member and no other organisation ever sees or changes it', async () => {
    await bench.newDecision();
    const ctx = bench.process({ jobs });
    await tellDeciders(ctx);
    const foreigner = await bench.newMember(await bench.newOrganisation(), 'owner');
    const elsewhere = { ...bench.decider, orgId: foreigner.orgId };
    const [notice] = await bench.noticesOf(bench.decider);
    for (const who of [foreigner, bench.maker, elsewhere]) {
      expect((await listNotices(ctx, who, {})).notifications).toEqual([]);
      await readNotices(ctx, who, { ids: [notice?.id ?? ''] });
      await readNotices(ctx, who, { all: true });
    }
    expect(await countUnread(ctx, bench.decider)).toBe(1);
    expect(await readNotices(ctx, bench.decider, { ids: [notice?.id ?? ''] })).toEqual({ unread: 0 });
  });

  it('comes page by page, newest first, and calls done what has been settled', async () => {
    const ctx = bench.process({ jobs });
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push(await bench.newDecision());
    await tellDeciders(ctx);
    await bench.db
      .update(decisions)
      .set({ open: false, status: 'accepted' })
      .where(eq(decisions.runId, made[0]?.runId ?? ''));
    const first = await listNotices(ctx, bench.decider, { limit: 3 });
    expect(first).toMatchObject({ unread: 4 });
    const second = await listNotices(ctx, bench.decider, { limit: 3, cursor: first.nextCursor ?? '' });
    expect(second.nextCursor).toBeNull();
    const all = [...first.notifications, ...second.notifications];
    expect(all.map((one) => one.runId)).toEqual(made.map((one) => one.runId).reverse());
    expect(all.map((one) => one.done)).toEqual([false, false, false, false, true]);
  });

  it('tells the others when somebody has settled it', async () => {
    const ctx = bench.process({ jobs });
    const { runId } = await bench.newDecision();
    await tellDeciders(ctx);
    await bench.db.transaction(async (tx) => {
      await tx.update(decisions).set({ open: false, status: 'accepted', version: 2 }).where(eq(decisions.runId, runId));
      await tellSettled(ctx, tx, bench.decider, runId);
      await tellSettled(ctx, tx, bench.decider, runId);
    });
    expect(await bench.noticesOf(bench.maker)).toMatchObject([
      { kind: 'decision_settled', args: { status: 'accepted', by: 'Ada' } },
    ]);
    expect(await countUnread(ctx, bench.maker)).toBe(1);
    expect(await countUnread(ctx, bench.decider)).toBe(0);
  });
});
