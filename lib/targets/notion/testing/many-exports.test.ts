import { expect, it } from 'vitest';
import { manyExports, oneExport } from './many-exports';

it('brings twenty decisions with their tasks there once and whole, whatever fails at every third call', async () => {
  const found = await manyExports({ count: 20, seed: 6, rate: 1 / 3 });
  expect(found).toMatchObject({ missing: 0, twice: 0, wrong: 0, unlinked: 0, mistakes: [] });
  expect(found.faults).toBeGreaterThan(found.artifacts);
}, 180_000);

it('needs three calls an artifact: a log with eight tasks is there within 20 seconds at three calls a second', async () => {
  const { calls, seconds } = await oneExport();
  expect(calls).toEqual({ 'dataSources.query': 9, 'pages.create': 9, 'blocks.children.list': 9 });
  expect(seconds).toBeLessThanOrEqual(20);
});
