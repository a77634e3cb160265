import { expect, test } from 'vitest';
import { announcement } from './announcer';
import { premortem } from './testing/fixture';

const words = {
  t: (key: string, args?: Record<string, number>) => `${key} ${JSON.stringify(args ?? {})}`,
  face: () => undefined,
};
const spoken = premortem(0).turns.filter((turn) => turn.status === 'completed' && turn.text !== '');

test('a flood of turns, or one of a hundred kilobytes, is told in a few sentences: else a screen reader never ends', () => {
  const long = spoken.map((turn) => ({ ...turn, text: 'word '.repeat(20_000) }));
  expect(announcement(long, words).length).toBeLessThan(1200);
  expect(announcement(long, words)).toContain(`"count":${long.length - 3}`);
  expect(announcement(spoken.slice(0, 2), words)).not.toContain('more_told');
});
