import { expect, test } from 'vitest';
import { figuresOf, type Measured, mean, median, spansOf, within } from './define';

const row = (over: Partial<Measured> = {}): Measured => ({
  endedAt: new Date('2026-11-20T10:00:00Z'),
  teamId: null,
  template: 'general',
  scripted: false,
  succeeded: false,
  recorded: true,
  decided: true,
  escalated: false,
  activeMs: 60_000,
  agendaMs: null,
  stated: 0,
  derived: 0,
  added: 0,
  microUsd: 0,
  detectMs: null,
  restoreMs: null,
  ...over,
});

test('mean and median are what a reader would calculate; of nothing there is none', () => {
  expect([mean([1, 2, 6]), median([6, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([3, 2, 2.5, 7]);
  expect([mean([]), median([])]).toEqual([null, null]);
});

test('every number counts only the meetings it is about: else an escalation would shorten the time to decision', () => {
  const figures = figuresOf([
    row({ succeeded: true, stated: 6, derived: 1, activeMs: 600_000, microUsd: 30_000, agendaMs: 120_000 }),
    row({ stated: 2, activeMs: 900_000, microUsd: 10_000 }),
    row({ decided: false, escalated: true, recorded: false, activeMs: 1, scripted: true }),
    row({ decided: false, recorded: false, activeMs: null, detectMs: 60_000, restoreMs: 3_600_000 }),
  ]);
  expect(figures).toMatchObject({
    ended: 4,
    scripted: 1,
    succeeded: 1,
    successRate: 0.25,
    decision: { count: 2, mean: 750_000, median: 750_000 },
    agenda: { count: 1, median: 120_000 },
    tasks: { count: 2, stated: 4, derived: 0.5, added: 0 },
    escalated: 1,
    escalationRate: 0.25,
    cost: { total: 40_000, mean: 10_000, median: 5_000 },
    detect: { count: 1, median: 60_000 },
    restore: { count: 1, mean: 3_600_000 },
  });
  expect(figuresOf([])).toMatchObject({ ended: 0, successRate: null, tasks: { stated: null }, cost: { mean: null } });
});

test('weeks and months cover the period once, day by day: else a meeting is lost or counted twice', () => {
  for (const [from, to, parts] of [
    ['2026-11-22', '2026-11-22', 1],
    ['2026-08-25', '2026-11-22', 13],
    ['2025-11-23', '2026-11-22', 13],
    ['2024-02-29', '2026-02-28', 25],
  ] as const) {
    const spans = spansOf({ from, to });
    expect(spans).toHaveLength(parts);
    expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([from, to]);
    for (const [index, span] of spans.slice(1).entries()) {
      expect(Date.parse(span.from) - Date.parse(spans[index]?.to ?? '')).toBe(86_400_000);
    }
  }
});

test('a day is of UTC from its first to its last millisecond', () => {
  const days = { from: '2026-11-20', to: '2026-11-21' };
  const at = (text: string) => within(days, new Date(text));
  expect([at('2026-11-20T00:00:00.000Z'), at('2026-11-21T23:59:59.999Z')]).toEqual([true, true]);
  expect([at('2026-11-19T23:59:59.999Z'), at('2026-11-22T00:00:00.000Z')]).toEqual([false, false]);
});
