import { expect, it } from 'vitest';
import { doors } from './doors';
import { asksOutside, statements } from './statements';

it('every page, list and detail has its number of statements: none gets slow unseen', () => {
  const counted = doors.filter(
    ([kind, path, needs]) =>
      !asksOutside.has(`${kind} ${path}`) &&
      (kind === 'PAGE' || kind === 'GET') &&
      needs !== 'public' &&
      needs !== 'internal' &&
      needs !== 'share' &&
      !path.endsWith('/stream'),
  );
  expect(Object.keys(statements).sort()).toEqual(counted.map(([kind, path]) => `${kind} ${path}`).sort());
});
