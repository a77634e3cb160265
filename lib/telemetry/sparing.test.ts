import { expect, it } from 'vitest';
import { createSparingWarnings } from './sparing';

it('a failure that comes back every second is told at once, then twice a minute with its number: logs stay readable', () => {
  let now = 0;
  const lines: unknown[] = [];
  const warn = createSparingWarnings(
    { warn: (fields: object, message: string) => void lines.push([message, fields]) },
    () => now,
  );
  for (now = 0; now < 61_000; now += 1000) warn('gone', 'the sweep failed');
  warn('full', 'the job queue failed');
  expect(lines).toEqual([
    ['the sweep failed', { error: 'gone' }],
    ['the sweep failed', { error: 'gone', unsaid: 29 }],
    ['the sweep failed', { error: 'gone', unsaid: 29 }],
    ['the job queue failed', { error: 'full' }],
  ]);
});
