import { expect, it } from 'vitest';
import { instantIn } from './calendar';

it.each([
  ['UTC', '2026-12-01', '2026-12-01T09:00:00.000Z'],
  ['Europe/Berlin', '2026-12-01', '2026-12-01T08:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-29T07:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25T08:00:00.000Z'],
  ['America/Los_Angeles', '2026-07-01', '2026-07-01T16:00:00.000Z'],
  ['Asia/Kolkata', '2026-07-01', '2026-07-01T03:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-07-01', '2026-06-30T19:00:00.000Z'],
])('nine o’clock is nine where the meeting is, also when summer time begins: %s, %s', (zone, day, at) => {
  expect(new Date(instantIn(zone, day, 9)).toISOString()).toBe(at);
});

it('an hour that summer time skips is the next that there is', () => {
  expect(new Date(instantIn('Europe/Berlin', '2026-03-29', 2)).toISOString()).toBe('2026-03-29T01:00:00.000Z');
});
