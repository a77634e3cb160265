import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFiles } from '@/db/schema';
import { fold } from '@/lib/council/evolve';
import { readAll } from '../runs/read-all';
import { listExports } from './list';
import { requestExport } from './request';
import { createMemoryTarget, createTestExports } from './testing';

type Bench = Awaited<ReturnType<typeof createTestExports>>;
let bench: Bench;
beforeAll(async () => {
  bench = await createTestExports();
});
afterAll(() => bench.close());

const stateOf = async ({ ctx, leader, where }: Bench) => fold(await readAll(ctx.events, leader.orgId, where.runId));

describe('an export', () => {
  it('brings the decision and each of its tasks there once, with the tasks at their decision', async () => {
    const { target, pages } = createMemoryTarget();
    const ctx = bench.process({ target });
    const { exports } = await requestExport(ctx, bench.leader, { ...bench.where, to: bench.integrationId });
    await ctx.outbox.settled();
    const state = await stateOf(bench);
    expect(pages.size).toBe(exports.length);
    expect(exports.length).toBeGreaterThan(1);
    expect(state.exports.every((one) => one.state === 'delivered')).toBe(true);
    const decision = state.exports.find((one) => one.subject.kind === 'decision_log');
    const tasks = [...pages.values()].filter((page) => page.id !== decision?.delivered?.externalId);
    expect(new Set(tasks.map((page) => page.decision))).toEqual(new Set([decision?.delivered?.externalId]));
    expect(decision).toMatchObject({
      arguments: { token: '•••' },
      by: { name: 'Olga Brandt' },
      tool: 'notion.decision_log',
    });
    const { exports: listed } = await listExports(ctx, bench.leader, { meetingId: bench.meetingId });
    expect(listed.map((one) => one.state)).toEqual(exports.map(() => 'delivered'));
  });

  it('as files is kept here, to be downloaded', async () => {
    const ctx = bench.process();
    await requestExport(ctx, bench.decider, { ...bench.where, to: 'file' });
    await ctx.outbox.settled();
    const { exports } = await listExports(ctx, bench.leader, { meetingId: bench.meetingId });
    const [file] = exports.filter((one) => one.target === 'file');
    expect(file?.reason).toBeNull();
    expect(file).toMatchObject({
      state: 'delivered',
      integration: null,
      files: [{ format: 'md' }, { format: 'json' }, { format: 'ics' }],
    });
    const bodies = await bench.db
      .select()
      .from(exportFiles)
      .where(eq(exportFiles.exportId, file?.id ?? ''));
    expect(bodies.find((one) => one.format === 'ics')?.body).toMatch(/^BEGIN:VCALENDAR\r\n/);
  });
});
