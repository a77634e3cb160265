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

test('who drafts beside others keeps its height until all have ended: else a text that is being read moves', () => {
  const at = log.findIndex((one) => one.name === 'turn-started' && one.purpose === 'draft');
  const drafting = fold(log.slice(0, at + 3));
  expect(together(drafting).size).toBeGreaterThan(1);
  const review = log.findIndex((one) => one.name === 'phase-entered' && one.phase === 'pool');
  expect(together(fold(log.slice(0, review))).size).toBe(0);
  expect(together(fold(log)).size).toBe(0);
});

test('who drafts after all others ended folds none of them: else who reads one is moved', () => {
  const drafted = fold(
    log.slice(
      0,
      log.findIndex((one) => one.name === 'phase-entered' && one.phase === 'pool'),
    ),
  );
  const first = drafted.turns.find((one) => one.purpose === 'draft');
  const [last] = drafted.turns.slice(-1);
  if (!first || !last) throw new Error('Nobody drafted');
  const now = Math.max(...drafted.turns.map((one) => one.endedAt ?? 0));
  const later = { ...first, turn: last.turn + 1, status: 'open' as const, startedAt: now, endedAt: null };
  const phases = drafted.phases.map((one, n, all) =>
    n === all.length - 1 ? { ...one, turns: [...one.turns, later.turn] } : one,
  );
  expect(together({ phases, turns: [...drafted.turns, later] }).size).toBe(0);
});
