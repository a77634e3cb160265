import { expect, test } from 'vitest';
import { sentence } from './sentence';

test('a phrase reads as a sentence beside its cost: else the two run into each other', () => {
  expect(sentence('ship a check')).toBe('Ship a check.');
  expect(sentence('сверять обе стороны.')).toBe('Сверять обе стороны.');
  expect(sentence('say “we are done.”')).toBe('Say “we are done.”');
  expect(sentence(' ')).toBe('');
});
