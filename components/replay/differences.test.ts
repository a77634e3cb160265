import { expect, test } from 'vitest';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import { alternativesOf, differ } from './differences';

const withNames = (...names: string[]) =>
  ({ alternatives: names.map((name, n) => ({ id: `A${n + 1}`, name })) }) as unknown as DecisionLog;

test('the same alternative stands in one row whatever its number: else two councils look further apart than they are', () => {
  const rows = alternativesOf(withNames('Split billing', 'Keep it'), withNames('keep it', 'Buy one'));
  expect(rows.map(({ name, a, b }) => [name, a?.id, b?.id])).toEqual([
    ['Split billing', 'A1', undefined],
    ['Keep it', 'A2', 'A1'],
    ['Buy one', undefined, 'A2'],
  ]);
});

test('lists differ by what they say, not by its order', () => {
  expect(differ(['One risk', 'Another'], ['another', 'One risk'])).toBe(false);
  expect(differ(['One risk'], ['One risk', 'Another'])).toBe(true);
  expect(differ(['One'], ['Two'])).toBe(true);
});
