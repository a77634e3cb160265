import { expect, test } from 'vitest';
import { arrived, asked, began, exportsAfter, missed } from './testing/fixture';
import { countStates, gatherWays, isChanged, tidingsOf, type Way } from './ways';

const way = (id: string, label: string): Way => ({ id, target: 'notion', label, state: 'ready', reason: null });
const files: Way = { id: 'file', target: 'file', label: '', state: 'ready', reason: null };
const now = { decision: 2, tasks: { T1: 1 } };

test('every way shows what went along it, also under its new name: else a link is lost by a rename', () => {
  const exports = exportsAfter([asked('decision'), asked('T1'), arrived('decision'), arrived('T1')]);
  const renamed = [files, way('n1', 'New name')];
  const known = { 'e-decision': { way: 'n1', files: [] }, 'e-T1': { way: 'n1', files: [] } };
  expect(gatherWays(exports, renamed, known).map((one) => one.exports.length)).toEqual([0, 2]);
  expect(gatherWays(exports, [way('n1', 'Council notes')], {}).map((one) => one.exports.length)).toEqual([2]);
});

test('what went along a way that was removed is still shown, after the others', () => {
  const exports = exportsAfter([asked('decision'), arrived('decision')]);
  const ways = gatherWays(exports, [files], { 'e-decision': { way: null, files: [] } });
  expect(ways.map(({ label, removed }) => ({ label, removed }))).toEqual([
    { label: '', removed: false },
    { label: 'Council notes', removed: true },
  ]);
});

test('a record that is newer than its page says so, and only then', () => {
  const [decision, task] = exportsAfter([asked('decision'), asked('T1'), arrived('decision'), arrived('T1')]);
  if (!decision || !task) throw new Error('No exports');
  expect([isChanged(decision, now), isChanged(task, now)]).toEqual([true, false]);
  expect(countStates([decision, task], now)).toMatchObject({ all: 2, delivered: 2, changed: 1, failed: 0 });
});

test('who cannot see it is told when an export begins and how it ends, not every step of it', () => {
  const steps = [asked('decision'), began('decision'), missed('decision', 'export.other')];
  const after = (n: number) => ({ exports: exportsAfter(steps.slice(0, n)) });
  expect(tidingsOf(after(0), after(1))).toEqual({ key: 'began', count: 1 });
  expect(tidingsOf(after(1), after(2))).toBeNull();
  expect(tidingsOf(after(2), after(3))).toEqual({ key: 'failed', count: 1 });
});
