import { expect, test } from 'vitest';
import { fold } from '@/lib/council/evolve';
import { facesOf } from '../faces';
import { premortemLog } from '../testing/fixture';
import { rowsOf } from './rows';
import { createIndex, folded, hitAt } from './search';

const state = fold(premortemLog(0));
const rows = rowsOf(state);
const faces = facesOf(state.team);
const index = createIndex({ face: (id: string) => faces.find((one) => one.id === id) });

test('case, the dots of ё, soft hyphens and marks make no difference: else people miss what stands before them', () => {
  expect(folded('ЁЛКА')).toBe(folded('елка'));
  expect(folded('**Two**\u00adfold \u202ethree')).toBe('twofold three');
});

test('every occurrence in texts and names is counted and can be gone to in order: else the reader stops too early', () => {
  const found = index.find(rows, 'SCORED by criterion');
  expect(found.count).toBe(3);
  expect([0, 1, 2].map((at) => rows[hitAt(found, at)?.index ?? -1]?.kind)).toEqual(['turn', 'turn', 'turn']);
  expect(new Set([0, 1, 2].map((at) => hitAt(found, at)?.key)).size).toBe(3);
  const name = faces.find((one) => one.role === 'expert')?.name ?? '';
  const spoken = state.turns.filter((one) => faces.find(({ id }) => id === one.seat)?.name === name).length;
  expect(index.find(rows, name).count).toBeGreaterThanOrEqual(spoken);
});

test('what nobody said is not found, and an empty question asks for nothing', () => {
  expect(index.find(rows, 'zeppelin').count).toBe(0);
  expect(index.find(rows, '  ').count).toBe(0);
  expect(hitAt(index.find(rows, ''), 0)).toBe(null);
});
