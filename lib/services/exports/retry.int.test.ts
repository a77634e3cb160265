import { afterAll, beforeAll, expect, it } from 'vitest';
import { ExportFailure } from '@/lib/ports/export-target';
import { requestExport } from './request';
import { retryExport } from './retry';
import { createMemoryTarget, createTestExports } from './testing';

let bench: Awaited<ReturnType<typeof createTestExports>>;
beforeAll(async () => {
  bench = await createTestExports();
});
afterAll(() => bench.close());

it('a decision that comes later than its tasks has them: else they would stand alone at the target', async () => {
  let refused = true;
  const { pages, target } = createMemoryTarget(async ({ exported }) => {
    if (refused && exported.kind === 'decision_log') throw new ExportFailure({ code: 'export.too_large' }, 'item');
  });
  const ctx = bench.process({ target });
  await requestExport(ctx, bench.leader, { ...bench.where, to: bench.integrationId });
  await ctx.outbox.settled();
  const [decision, ...tasks] = await bench.rows();
  expect([decision?.state, ...tasks.map((row) => row.state)]).toEqual(['failed', ...tasks.map(() => 'delivered')]);
  refused = false;
  await retryExport(ctx, bench.leader, decision?.id ?? '');
  await ctx.outbox.settled();
  const [there] = await bench.rows();
  const related = [...pages.values()].filter((page) => page.decision === there?.externalId);
  expect([there?.state, related.length]).toEqual(['delivered', tasks.length]);
});
