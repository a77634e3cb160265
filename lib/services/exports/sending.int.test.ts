import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportRows, integrations, meetings, tasks } from '@/db/schema';
import { fold } from '@/lib/council/evolve';
import { type Delivery, ExportFailure } from '@/lib/ports/export-target';
import { settleDecision } from '../decisions/settle';
import { removeMeeting } from '../meetings/remove';
import { listNotices } from '../notifications/list';
import { tellDeciders } from '../notifications/tell-deciders';
import { readAll } from '../runs/read-all';
import { cancelExport } from './cancel';
import { listExports } from './list';
import { Outbox } from './outbox';
import { requestExport } from './request';
import { resumeExports } from './resume';
import { retryExport } from './retry';
import { sweepExports } from './sweep';
import { claimMs } from './tempo';
import { createMemoryTarget, createTestExports } from './testing';

let bench: Awaited<ReturnType<typeof createTestExports>>;
beforeEach(async () => {
  bench = await createTestExports();
});
afterEach(() => bench.close());

const down = () => new ExportFailure({ code: 'export.unavailable' }, 'service');
const stateNow = async () => fold(await readAll(bench.ctx.events, bench.leader.orgId, bench.where.runId));
/** A process whose target fails as told, until it is told otherwise. */
const failing = (fail: (delivery: Delivery) => Error | null) => {
  const told = { fail };
  const made = createMemoryTarget(async (delivery) => {
    const error = told.fail(delivery);
    if (error) throw error;
  });
  return { ...made, told, ctx: bench.process({ target: made.target }) };
};
const request = async (ctx: typeof bench.ctx, who = bench.leader) => {
  const asked = await requestExport(ctx, who, { ...bench.where, to: bench.integrationId });
  await ctx.outbox.settled();
  return asked;
};
const states = async () => (await bench.rows()).map((row) => row.state);

describe('a target that fails', () => {
  it('is asked again later and later, and in the end everything is there once', async () => {
    const { ctx, pages, told } = failing(down);
    await request(ctx);
    const [decision, ...tasks] = await bench.rows();
    expect(decision).toMatchObject({ state: 'waiting', attempts: 1, reason: { code: 'export.unavailable' } });
    expect(decision?.nextTryAt.getTime()).toBeGreaterThan(decision?.updatedAt.getTime() ?? 0);
    expect(tasks.every((row) => row.attempts === 0)).toBe(true);
    told.fail = () => null;
    await bench.forward();
    await bench.work(ctx);
    expect(new Set(await states())).toEqual(new Set(['delivered']));
    expect([...pages.values()].every((page) => page.writes === 1)).toBe(true);
    expect((await stateNow()).exports[0]).toMatchObject({ state: 'delivered', attempt: 2, reason: null });
  });

  it('is left alone after five failures in a row: no try is spent, then one export asks first', async () => {
    const { ctx, told } = failing(down);
    await request(ctx);
    for (let n = 2; n <= 5; n += 1) {
      await bench.forward();
      await bench.work(ctx);
    }
    const rests = await bench.integration();
    expect(rests.failures).toBe(5);
    expect(rests.restsUntil?.getTime()).toBeGreaterThan(Date.now());
    await bench.db.update(exportRows).set({ nextTryAt: sql`now() - interval '1 minute'` });
    await bench.work(ctx);
    expect((await bench.rows())[0]).toMatchObject({ state: 'waiting', attempts: 5 });
    const { exports } = await listExports(ctx, bench.leader, { meetingId: bench.meetingId });
    expect(exports.find((one) => one.kind === 'decision_log')?.retryAt).not.toBeNull();
    told.fail = () => null;
    await bench.forward();
    await bench.work(ctx);
    expect(await bench.integration()).toMatchObject({ failures: 0, restsUntil: null });
    expect(new Set(await states())).toEqual(new Set(['delivered']));
  });

  it('is given up after eight tries, with why, until a person tries again', async () => {
    const { ctx, told } = failing(down);
    await request(ctx);
    for (let n = 2; n <= 8; n += 1) {
      await bench.forward();
      await bench.work(ctx);
    }
    const [decision] = await bench.rows();
    expect(decision).toMatchObject({ state: 'failed', attempts: 8, reason: { code: 'export.unavailable' } });
    told.fail = () => null;
    await bench.forward();
    await retryExport(ctx, bench.decider, decision?.id ?? '');
    await ctx.outbox.settled();
    expect(new Set(await states())).toEqual(new Set(['delivered']));
    expect((await stateNow()).exports[0]).toMatchObject({ state: 'delivered', by: { name: 'Platform lead' } });
  });

  it('and says when to come again is not called before that, by nobody', async () => {
    const { ctx } = failing(() => new ExportFailure({ code: 'export.busy' }, 'service', 60_000));
    await request(ctx);
    const { nextCallAt, failures } = await bench.integration();
    const [decision] = await bench.rows();
    expect(failures).toBe(0);
    for (const at of [nextCallAt, decision?.nextTryAt]) {
      expect((at?.getTime() ?? 0) - (decision?.updatedAt.getTime() ?? 0)).toBeGreaterThan(59_000);
    }
    await bench.db.update(exportRows).set({ nextTryAt: sql`now()` });
    await bench.work(ctx);
    expect((await bench.rows())[0]).toMatchObject({ state: 'waiting', attempts: 1 });
  });

  it('for one item alone holds up no other', async () => {
    const { ctx, pages } = failing(({ exported }) =>
      exported.kind === 'decision_log' ? new ExportFailure({ code: 'export.too_large' }, 'item') : null,
    );
    await request(ctx);
    const [decision, ...tasks] = await bench.rows();
    expect(decision).toMatchObject({ state: 'failed', reason: { code: 'export.too_large' } });
    expect(tasks.every((row) => row.state === 'delivered')).toBe(true);
    expect(pages.size).toBe(tasks.length);
    expect((await bench.integration()).failures).toBe(0);
  });

  it('refuses the token: the rest waits with why, and goes on by itself once that is mended', async () => {
    const refused = { code: 'export.refused' };
    const { ctx, told } = failing(({ exported }) =>
      exported.kind === 'action_item' ? new ExportFailure(refused, 'access') : null,
    );
    await request(ctx);
    expect(await bench.integration()).toMatchObject({ state: 'broken', reason: refused });
    const { exports } = await listExports(ctx, bench.leader, { meetingId: bench.meetingId });
    const waiting = exports.filter((one) => one.state === 'waiting');
    expect(exports.filter((one) => one.state === 'failed').length).toBeGreaterThan(0);
    expect(waiting.every((one) => one.reason?.code === 'export.refused' && one.retryAt === null)).toBe(true);
    await expect(request(ctx)).rejects.toMatchObject({ code: 'conflict', reason: 'export.integration_broken' });
    told.fail = () => null;
    await bench.db.update(integrations).set({ state: 'ready', reason: null });
    const { orgId } = bench.leader;
    await resumeExports(bench.db, { orgId, integrationId: bench.integrationId, reason: refused });
    await bench.forward();
    await sweepExports(ctx);
    await ctx.outbox.settled();
    expect(new Set(await states())).toEqual(new Set(['delivered']));
  });
});

describe('several at once', () => {
  it('two people who press Export at the same moment export each item once', async () => {
    // Nothing arrives before both have asked: what is there already is asked for anew.
    const asked = Promise.withResolvers<void>();
    const { pages, target } = createMemoryTarget(() => asked.promise);
    const [ctx, other] = [bench.process({ target }), bench.process({ target })];
    const where = { ...bench.where, to: bench.integrationId };
    await Promise.all([requestExport(ctx, bench.leader, where), requestExport(other, bench.decider, where)]);
    asked.resolve();
    await Promise.all([ctx.outbox.settled(), other.outbox.settled()]);
    expect([...pages.values()].every((page) => page.writes === 1)).toBe(true);
    expect((await bench.rows()).length).toBe(pages.size);
    const events = await readAll(ctx.events, bench.leader.orgId, bench.where.runId);
    expect(events.filter((event) => event.name === 'export-requested')).toHaveLength(pages.size);
  });

  it('a worker that was taken for dead stops at its next call, and another has done its work', async () => {
    const [held, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let slow = true;
    const made = createMemoryTarget(async (delivery) => {
      if (!slow) return;
      slow = false;
      held.resolve();
      await go.promise;
      await delivery.turn();
    });
    const [first, second] = [bench.process({ target: made.target }), bench.process({ target: made.target })];
    const asking = request(first);
    await held.promise;
    await bench.forward();
    await sweepExports(second);
    await second.outbox.settled();
    go.resolve();
    await asking;
    expect(new Set(await states())).toEqual(new Set(['delivered']));
    expect([...made.pages.values()].every((page) => page.writes === 1)).toBe(true);
  });

  it('a worker that is killed holds its claim for seconds, and another goes on', async () => {
    const made = createMemoryTarget();
    // Nothing is sent by who asks: only the worker, then the sweep.
    const asking = bench.process({ target: made.target, outbox: new Outbox(0) });
    await request(asking);
    const program = ['--import', 'tsx', 'lib/services/exports/testing.worker.ts', bench.url, JSON.stringify(bench.job)];
    const dying = spawn(process.execPath, program, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, XIO_SECRET_KEY: '', XIO_LOG_LEVEL: 'silent' },
    });
    await once(createInterface(dying.stdout), 'line');
    dying.kill('SIGKILL');
    await once(dying, 'exit');
    const [held] = await bench.rows();
    expect(held).toMatchObject({ state: 'sending', attempts: 1 });
    expect((held?.claimedUntil?.getTime() ?? 0) - (held?.updatedAt.getTime() ?? 0)).toBeLessThanOrEqual(
      claimMs + 5_000,
    );
    const living = bench.process({ target: made.target });
    await sweepExports(living);
    await living.outbox.settled();
    expect((await states())[0]).toBe('sending');
    await bench.forward();
    await sweepExports(living);
    await living.outbox.settled();
    expect(new Set(await states())).toEqual(new Set(['delivered']));
    expect((await bench.rows())[0]?.attempts).toBe(2);
  });

  it('four hundred tasks arrive, each once, and a log of them is still small', async () => {
    const { pages, target } = failing(() => null);
    const fast = bench.process({ target, env: { ...bench.ctx.env, XIO_NOTION_RATE: 100 } });
    const [first] = await bench.db.select().from(tasks).where(eq(tasks.runId, bench.where.runId)).limit(1);
    if (!first) throw new Error('the council made no task');
    const many = Array.from({ length: 400 }, (_, n) => {
      const id = `${bench.where.runId}-X${n}`;
      const key = `${bench.meetingId}:${bench.where.runId}:X${n}`;
      const item = { ...first.item, id, idempotency_key: key, origin: 'human' as const, status: 'confirmed' as const };
      return { ...first, itemId: id, position: 100 + n, item };
    });
    await bench.db.insert(tasks).values(many);
    await request(fast);
    expect(new Set(await states())).toEqual(new Set(['delivered']));
    expect(pages.size).toBeGreaterThan(400);
    expect([...pages.values()].every((page) => page.writes === 1)).toBe(true);
    const { exports, head } = await stateNow();
    expect(exports).toHaveLength(pages.size);
    expect(head).toBeLessThan(200 + 5 * pages.size);
  });

  it('a task that is changed while it is sent goes once more, in its newest version', async () => {
    const { ctx, pages, told } = failing(() => null);
    await request(ctx);
    await settleDecision(ctx, bench.leader, {
      ...bench.where,
      commandId: 'c1',
      action: 'accept',
      version: 1,
      note: '',
    });
    told.fail = () => null;
    await request(ctx);
    const [decision] = await bench.rows();
    expect(decision).toMatchObject({ state: 'delivered', version: 2, deliveredVersion: 2 });
    expect(pages.get(decision?.idempotencyKey.split('/')[1] ?? '')).toMatchObject({ version: 2, writes: 2 });
  });
});

describe('what is no more', () => {
  it('a deleted meeting’s exports are cancelled, with why', async () => {
    const { ctx, pages } = failing(down);
    await request(ctx);
    await removeMeeting(ctx, bench.leader, bench.meetingId);
    await bench.forward();
    await sweepExports(ctx);
    await ctx.outbox.settled();
    expect(new Set(await states())).toEqual(new Set(['cancelled']));
    expect((await bench.rows())[0]?.reason).toEqual({ code: 'export.meeting_deleted' });
    expect(pages.size).toBe(0);
  });

  it('a removed integration’s exports are cancelled, with why', async () => {
    const { ctx } = failing(down);
    await request(ctx);
    await bench.db.delete(integrations).where(eq(integrations.id, bench.integrationId));
    await bench.forward();
    await sweepExports(ctx);
    await ctx.outbox.settled();
    const rows = await bench.rows(null);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['cancelled']));
    expect(rows[0]?.reason).toEqual({ code: 'export.integration_gone' });
  });

  it('what was taken back is not sent, and can be asked for again', async () => {
    const { ctx, told } = failing(down);
    await request(ctx);
    const [decision] = await bench.rows();
    const cancelled = await cancelExport(ctx, bench.leader, decision?.id ?? '');
    expect(cancelled).toMatchObject({ state: 'cancelled', reason: { args: { name: 'Olga Brandt' } } });
    told.fail = () => null;
    await bench.forward();
    await bench.work(ctx);
    expect((await bench.rows())[0]?.state).toBe('cancelled');
    await expect(cancelExport(ctx, bench.leader, decision?.id ?? '')).rejects.toMatchObject({ reason: 'export.over' });
    await request(ctx);
    expect((await bench.rows())[0]?.state).toBe('delivered');
  });
});

describe('who may', () => {
  it('the decider and who leads; nobody else, nobody of another organisation, and not while it goes on', async () => {
    const { ctx } = failing(() => null);
    const other = await bench.join('member', 'Max');
    await expect(request(ctx, other)).rejects.toMatchObject({ code: 'forbidden', reason: 'export.not_yours' });
    await expect(request(ctx, { ...bench.leader, orgId: 'another' })).rejects.toMatchObject({ code: 'not_found' });
    await request(ctx, bench.decider);
    const [row] = await bench.rows();
    const stranger = { ...bench.leader, orgId: 'another' };
    await expect(retryExport(ctx, stranger, row?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelExport(ctx, other, row?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a rule: an accepted decision goes where its meeting, else its team, says', async () => {
    const { ctx, pages } = failing(() => null);
    const unknown = 'gone';
    await bench.db
      .update(meetings)
      .set({ exportTo: [bench.integrationId, unknown] })
      .where(eq(meetings.id, bench.meetingId));
    await settleDecision(ctx, bench.decider, {
      ...bench.where,
      commandId: 'c1',
      action: 'accept',
      version: 1,
      note: '',
    });
    await ctx.outbox.settled();
    const { exports } = await stateNow();
    expect(exports.length).toBe(pages.size);
    expect(exports.every((one) => one.by === null && one.state === 'delivered')).toBe(true);
    expect(exports[0]?.delivered?.version).toBe(2);
  });
});

describe('the bell', () => {
  const told = async (who = bench.leader) => (await listNotices(bench.ctx, who, {})).notifications;

  it('tells who asked once for a whole request, with how many', async () => {
    const { ctx, pages } = failing(() => null);
    await request(ctx);
    expect(await told()).toMatchObject([
      { kind: 'export_done', done: false, exported: { label: 'Our Notion', delivered: pages.size, failed: 0 } },
    ]);
    expect((await told(bench.decider)).filter((one) => one.exported)).toEqual([]);
  });

  it('tells at once that an integration is broken, and why, while the rest waits', async () => {
    const { ctx } = failing(() => new ExportFailure({ code: 'export.token_refused' }, 'access'));
    await request(ctx);
    const reason = { code: 'export.token_refused' };
    expect(await told()).toMatchObject([{ kind: 'export_failed', exported: { delivered: 0, failed: 1, reason } }]);
  });

  it('keeps a decision that waits unread beside what is told of exports', async () => {
    const { ctx } = failing(() => null);
    await tellDeciders(ctx);
    await request(ctx, bench.decider);
    expect((await told(bench.decider)).map((one) => [one.kind, one.readAt])).toEqual([
      ['export_done', null],
      ['decision_needed', null],
    ]);
  });
});
