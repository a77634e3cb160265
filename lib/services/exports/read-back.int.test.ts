import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, decisions, exportRows, integrations, newId } from '@/db/schema';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import { fold } from '@/lib/council/evolve';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { ExportFailure, type ReadBack } from '@/lib/ports/export-target';
import { systemClock } from '@/lib/wiring';
import { readDecision } from '../artifacts/decision';
import type { Context, Member } from '../context';
import { changeDecisionTask } from '../decisions/change-task';
import { settleDecision } from '../decisions/settle';
import { workDue } from '../notifications/due';
import { followUpLate } from '../notifications/follow-up';
import { listNotices } from '../notifications/list';
import { readAll } from '../runs/read-all';
import { readStatuses } from './read-back';
import { requestExport } from './request';
import { createMemoryTarget, createTestExports } from './testing';

type Bench = Awaited<ReturnType<typeof createTestExports>>;
let bench: Bench;
let ctx: Context;
let owner: Member;
let taskId: string;
/** What people have set there, by the page's id. */
const there = new Map<string, ReadBack>();
let refuses: ExportFailure | null = null;
let now = Date.now();

beforeAll(async () => {
  bench = await createTestExports();
  const { target } = createMemoryTarget();
  const readBack: typeof target.readBack = async (_access, ids, calls) => {
    await calls.turn();
    if (refuses) throw refuses;
    return new Map(ids.flatMap((id) => (there.has(id) ? [[id, there.get(id) ?? null] as const] : [])));
  };
  ctx = bench.process({
    target: { ...target, readBack },
    jobs: createMemoryJobs(systemClock),
    clock: { ...systemClock, now: () => now },
  });
  owner = await bench.join('member', 'Ada');
  const { items } = await readDecision(ctx, owner, bench.where);
  taskId = items[0]?.id ?? '';
  await change({ owner: { kind: 'member', id: owner.userId }, due: day(3) });
  await change({ status: 'confirmed' });
  await deliver();
});
afterAll(() => bench.close());

const day = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
const itemNow = async (): Promise<ActionItem> => {
  const state = fold(await readAll(ctx.events, bench.leader.orgId, bench.runId));
  const item = state.artifacts.action_items?.items.find((one) => one.id === taskId);
  if (!item) throw new Error('the task is gone');
  return item;
};
async function change(changes: Parameters<typeof changeDecisionTask>[2]['changes']) {
  const { version } = await itemNow();
  await changeDecisionTask(ctx, bench.leader, { ...bench.where, commandId: newId(), taskId, version, changes });
}
async function deliver() {
  await requestExport(ctx, bench.leader, { ...bench.where, to: bench.integrationId });
  await ctx.outbox.settled();
}
const row = async () => {
  const [found] = await bench.db.select().from(exportRows).where(eq(exportRows.itemId, taskId));
  if (!found) throw new Error('nothing was exported');
  return found;
};
const says = async (status: string, means: ActionItem['status'][]) =>
  there.set((await row()).externalId ?? '', { status, means });
const read = () => readStatuses(ctx, bench.leader, bench.where);

describe('a status that was changed where the task went', () => {
  it('is changed here in the name of the integration, once, and needs no other export', async () => {
    await says('Done', ['done']);
    const both = await Promise.all([read(), read()]);
    expect(both.map((one) => one.changed).sort()).toEqual([0, 1]);
    const item = await itemNow();
    expect(item).toMatchObject({ status: 'done', version: 4 });
    expect(await row()).toMatchObject({ readStatus: 'Done', deliveredVersion: 4 });
    const events = await readAll(ctx.events, bench.leader.orgId, bench.runId);
    expect(events.filter((one) => one.name === 'task-changed' && one.by.name === 'Our Notion')).toHaveLength(1);
    expect(events.findLast((one) => one.name === 'task-changed')).toMatchObject({ by: { name: 'Our Notion' } });
    const [audited] = await bench.db.select().from(auditRows).where(eq(auditRows.action, 'task.read_back'));
    expect(audited).toMatchObject({ userId: null, detail: { task: taskId, status: 'done' } });
  });

  it('does not undo what was changed here since', async () => {
    await change({ status: 'confirmed' });
    expect((await read()).changed).toBe(0);
    expect((await itemNow()).status).toBe('confirmed');
    await deliver();
    await says('To do', ['proposed', 'confirmed']);
    expect(await read()).toMatchObject({ changed: 0, failed: [] });
    expect((await itemNow()).status).toBe('confirmed');
  });

  it('that means nothing here is shown, and so is a page that is gone', async () => {
    await says('Blocked', []);
    const { exports } = await read();
    expect(exports.find((one) => one.itemId === taskId)?.read?.status).toBe('Blocked');
    there.set((await row()).externalId ?? '', null);
    await read();
    expect(await row()).toMatchObject({ readStatus: null });
    expect((await itemNow()).status).toBe('confirmed');
  });

  it('that can not be read now is said, with why; a revoked token breaks the integration', async () => {
    refuses = new ExportFailure({ code: 'export.service_down' }, 'service');
    expect((await read()).failed).toEqual([{ label: 'Our Notion', reason: { code: 'export.service_down' } }]);
    refuses = new ExportFailure({ code: 'export.token_refused' }, 'access');
    await read();
    expect(await bench.integration()).toMatchObject({ state: 'broken', reason: { code: 'export.token_refused' } });
    refuses = null;
    expect((await read()).failed).toEqual([{ label: 'Our Notion', reason: { code: 'export.token_refused' } }]);
    await bench.db.update(integrations).set({ state: 'ready', reason: null });
    const nowhere = readStatuses(ctx, bench.leader, { ...bench.where, to: 'nowhere' });
    await expect(nowhere).rejects.toMatchObject({ reason: 'integration.not_found' });
  });
});

describe('the follow-up', () => {
  const decision = async () => {
    const [found] = await bench.db.select().from(decisions).where(eq(decisions.runId, bench.runId));
    if (!found) throw new Error('there is no decision');
    return found;
  };
  const notices = async (who: Member) =>
    (await listNotices(ctx, who, {})).notifications.filter((one) => one.kind === 'follow_up');

  it('is planned when the decision is accepted, for nine o’clock of the first day on which something is due', async () => {
    const { log } = await readDecision(ctx, bench.leader, bench.where);
    await settleDecision(ctx, bench.decider, {
      ...bench.where,
      commandId: newId(),
      version: log.version,
      action: 'accept',
      note: '',
    });
    const { followUpAt } = await decision();
    expect(followUpAt?.toISOString()).toBe(`${day(3)}T09:00:00.000Z`);
    await change({ due: day(2) });
    expect((await decision()).followUpAt?.toISOString()).toBe(`${day(2)}T09:00:00.000Z`);
  });

  it('reads back, tells decider and owner how it stands, and plans the next; once, however often it is worked', async () => {
    await says('Done', ['done']);
    const at = (await decision()).followUpAt ?? new Date(0);
    now = at.getTime();
    const job = { data: { kind: 'follow_up', runId: bench.runId, at: at.toISOString() } };
    await Promise.all([workDue(ctx, job), workDue(ctx, job)]);
    await workDue(ctx, job);
    expect((await itemNow()).status).toBe('done');
    const [told, ...more] = await notices(bench.decider);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ status: 'accepted', done: false, tasks: { done: 1, overdue: 0 } });
    expect((await decision()).followUpAt).not.toEqual(at);
  });

  it('is read by one hand so often and no more: exports need the same calls', async () => {
    await Promise.allSettled(Array.from({ length: 20 }, read));
    await expect(read()).rejects.toMatchObject({ code: 'rate_limited', reason: 'quota.status_reads' });
    await expect(readStatuses(ctx, bench.decider, bench.where)).resolves.toMatchObject({ failed: [] });
  });

  it('counts what is overdue, and tells who owns it; the sweep finds what the queue lost', async () => {
    await change({ status: 'confirmed', due: day(1) });
    await deliver();
    there.clear();
    now += 3 * 86_400_000;
    await bench.db
      .update(decisions)
      .set({ followUpAt: new Date(now - 120_000) })
      .where(eq(decisions.runId, bench.runId));
    await Promise.all([followUpLate(ctx, 60_000), followUpLate(ctx, 60_000)]);
    const [told] = await notices(owner);
    expect(told).toMatchObject({ tasks: { done: 0, open: 1, overdue: 1 } });
    expect(await notices(bench.decider)).toHaveLength(2);
  });
});
