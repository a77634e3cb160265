import { expect, test } from 'vitest';
import { fold } from '@/lib/council/evolve';
import { arrived, asked, began, exportsAfter } from '../../exports/testing/fixture';
import { premortemLog } from '../testing/fixture';
import { rowsOf, together } from './rows';

const log = premortemLog(0);
const rows = rowsOf(fold(log));

test('the minutes hold every turn once, in order, under its phase: else something said is lost', () => {
  const turns = rows.flatMap((row) => (row.kind === 'turn' ? [row.turn.turn] : []));
  expect(turns).toEqual(fold(log).turns.map((one) => one.turn));
  expect(rows.flatMap((row) => (row.kind === 'phase' ? [row.phase.phase] : []))).toEqual([
    'frame',
    'drafts',
    'pool',
    'review',
    'discussion',
    'premortem',
  ]);
  expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).sort((a, b) => a - b));
});

test('what a person said stands as a turn, what a person asked as a line: else it shows twice or not at all', () => {
  expect(rows.flatMap((row) => (row.kind === 'control' ? [row.control.control.control] : []))).toEqual([
    'request_risk',
  ]);
});

test('a row whose turn did not change is the same row after the next event: else every event draws the whole record', () => {
  const before = fold(log.slice(0, -1));
  const [old, now] = [rowsOf(before), rowsOf(fold([...log.slice(0, -1)]))];
  expect(now.map((row) => row.key)).toEqual(old.map((row) => row.key));
  expect(rowsOf(before).every((row, index) => row === old[index])).toBe(true);
});

test('what came before the first phase stands under its heading: else it stands above the minutes', () => {
  const [first, second] = rowsOf({
    ...fold(log),
    comments: [{ seq: 2, at: 0, by: { userId: 'u1', name: 'Olga' }, text: 'Early', private: false }],
  });
  expect([first?.kind, second?.kind]).toEqual(['phase', 'comment']);
});

test('an export stands once, where it was first asked for, however often: else the record moves under its reader', () => {
  const head = log.length;
  const later = (events: Parameters<typeof exportsAfter>[0]) =>
    exportsAfter(events).map((one) => ({ ...one, seq: one.seq + head }));
  const asks = [asked('decision'), asked('T1'), began('decision'), arrived('decision')];
  const keys = (exports: ReturnType<typeof later>) =>
    rowsOf({ ...fold(log), exports }).flatMap((row) => (row.kind === 'export' ? [row.key] : []));
  expect(keys(later(asks))).toEqual(['xe-decision', 'xe-T1']);
  expect(keys(later([...asks, asked('decision', { again: true })]))).toEqual(['xe-decision', 'xe-T1']);
  expect(rowsOf({ ...fold(log), exports: later(asks) }).at(-1)?.key).toBe('xe-T1');
});

const drafts = fold(log).phases.find((one) => one.phase === 'drafts');
/** The drafts began and ended so: [start, end or null while it is spoken], ms. */
const drafting = (...times: [number, number | null][]) => {
  if (!drafts) throw new Error('Nobody drafted');
  const turns = fold(log).turns.map((one) => {
    const [startedAt, endedAt] = times[drafts.turns.indexOf(one.turn)] ?? [one.startedAt, one.endedAt];
    const status = endedAt === null ? ('open' as const) : ('completed' as const);
    return { ...one, startedAt, endedAt, status };
  });
  return [...together({ phases: [{ ...drafts, turns: drafts.turns.slice(0, times.length) }], turns })];
};

test('who drafts beside others keeps its height until all have ended: else a text that is being read moves', () => {
  const first = drafts?.turns.slice(0, 2);
  expect(drafting([0, null])).toEqual([]);
  expect(drafting([0, null], [1, null])).toEqual(first);
  expect(drafting([0, 9], [1, null])).toEqual(first);
  expect(drafting([0, 9], [1, 12])).toEqual([]);
  expect(together(fold(log)).size).toBe(0);
});

test('who drafts after all others ended folds none of them: else who reads one is moved', () => {
  expect(drafting([0, 9], [1, 12], [13, null])).toEqual([]);
});
