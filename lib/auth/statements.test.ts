import { expect, it } from 'vitest';
import { doors } from './doors';
import { statements } from './statements';

it('every page, list and detail has its number of statements: none gets slow unseen', () => {
  const counted = doors.filter(
    ([kind, path, needs]) =>
      (kind === 'PAGE' || kind === 'GET') && needs !== 'public' && needs !== 'internal' && !path.endsWith('/stream'),
  );
  expect(Object.keys(statements).sort()).toEqual(counted.map(([kind, path]) => `${kind} ${path}`).sort());
});
