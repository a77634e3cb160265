import { describe, expect, it } from 'vitest';
import { changeTask, counts, newTask, type TaskOutcome } from './change-task';
import type { ActionItem } from './decision-log.schema';
import type { Person } from './people';

const owners: Person[] = [
  { kind: 'member', id: 'u1', name: 'Ada', aliases: [], title: null },
  { kind: 'seat', id: 'a', name: 'Architect', aliases: [], title: null },
];
const today = '2026-11-22';
const place = { id: 'r-H1', decision_id: 'r-decision', idempotency_key: 'm:r:H1' };
const itemOf = (outcome: TaskOutcome): ActionItem => {
  if (!outcome.ok) throw new Error(outcome.reason.code);
  return outcome.item;
};
const why = (outcome: TaskOutcome) => (outcome.ok ? null : outcome.reason.code);
const own = itemOf(newTask(place, { title: 'Order the machines', due: '2026-12-01' }, owners, today));
const derived: ActionItem = { ...own, origin: 'derived', status: 'proposed' };

describe('a task', () => {
  it('that a person adds counts at once', () => {
    expect(own).toMatchObject({ version: 1, origin: 'human', status: 'confirmed', owner: null });
    expect(counts(own)).toBe(true);
  });

  it('that nobody said counts once a person confirms it, not when somebody rewords it', () => {
    expect(counts(derived)).toBe(false);
    expect(counts(itemOf(changeTask(derived, { title: 'Order two machines' }, owners, today)))).toBe(false);
    const confirmed = itemOf(changeTask(derived, { status: 'confirmed' }, owners, today));
    expect(confirmed).toMatchObject({ version: 2, origin: 'derived' });
    expect(counts(confirmed)).toBe(true);
    expect(counts(itemOf(changeTask(confirmed, { status: 'dropped' }, owners, today)))).toBe(false);
  });

  it('has an owner who is there, and is nobody’s when that is said', () => {
    const hers = itemOf(changeTask(own, { owner: { kind: 'member', id: 'u1' } }, owners, today));
    expect(hers).toMatchObject({ owner: 'Ada', owner_ref: { kind: 'member', id: 'u1' } });
    expect(itemOf(changeTask(hers, { owner: null }, owners, today))).toMatchObject({ owner: null, owner_ref: null });
    expect(why(changeTask(own, { owner: { kind: 'member', id: 'left' } }, owners, today))).toBe('task.owner_unknown');
  });

  it('is not given a day that has passed, but one that is overdue can still be done', () => {
    expect(why(changeTask(own, { due: '2026-11-21' }, owners, today))).toBe('task.due_past');
    const overdue = { ...own, due: '2026-11-01' };
    expect(itemOf(changeTask(overdue, { due: '2026-11-01', status: 'done' }, owners, today)).status).toBe('done');
  });

  it.each([
    ['proposed', 'done'],
    ['dropped', 'proposed'],
    ['done', 'dropped'],
  ] as const)('that is %s does not become %s', (from, to) => {
    expect(why(changeTask({ ...own, status: from }, { status: to }, owners, today))).toBe('task.not_from');
  });

  it('is not changed by saying what it is', () => {
    expect(why(changeTask(own, { title: own.title, status: 'confirmed' }, owners, today))).toBe('task.unchanged');
  });
});
