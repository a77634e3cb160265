import { expect, test } from 'vitest';
import { costOf, findPrice } from './prices';

test('a dated or prefixed name costs what its model costs', () => {
  expect(findPrice({ provider: 'openai', name: 'gpt-5-mini-2025-08-07' }, {})).toEqual({
    input: 250_000,
    output: 2_000_000,
    known: true,
  });
  expect(findPrice({ provider: 'gateway', name: 'anthropic/claude-sonnet-4.5' }, {})).toEqual({
    input: 3_000_000,
    output: 15_000_000,
    known: true,
  });
});

test('a model that is not in the list is not taken for its elder sibling', () => {
  expect(findPrice({ provider: 'openai', name: 'gpt-5.7' }, {}).known).toBe(false);
});

test('what an administrator sets goes first; what nobody knows is free and flagged', () => {
  const XIO_PRICES = { 'compatible:llama': { input: 10, output: 20 } };
  expect(findPrice({ provider: 'compatible', name: 'llama' }, { XIO_PRICES })).toEqual({
    input: 10,
    output: 20,
    known: true,
  });
  expect(findPrice({ provider: 'compatible', name: 'other' }, { XIO_PRICES })).toEqual({
    input: 0,
    output: 0,
    known: false,
  });
});

test('a part of a micro-dollar is never lost from the budget', () => {
  expect(costOf({ input: 250_000, output: 2_000_000 }, { inputTokens: 1, outputTokens: 1 })).toBe(3);
});
