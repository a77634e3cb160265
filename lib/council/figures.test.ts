import { expect, test } from 'vitest';
import { costSentence, figuresIn } from './figures';

test.each([
  ['It costs 14,112 USD.', 14_112],
  ['Это 14 112 рублей.', 14_112],
  ['Das macht 14.112,50 Euro.', 14_112.5],
  ['It costs 14112 in all.', 14_112],
  ['Это 1,5 млн рублей.', 1_500_000],
  ['It comes to 1.5M a year.', 1_500_000],
  ['About $2.85 a meal.', 2.85],
  ['2,85 € за обед.', 2.85],
  ['40k in the first year.', 40_000],
  ['12 тыс. рублей в месяц.', 12_000],
  ['It takes two person-weeks.', 2],
  ['Хватит одной недели.', 1],
  ['22,309,800 a year.', 22_309_800],
])('%s names %d: a figure is found in any usual form', (text, amount) => {
  expect(figuresIn(text)).toContain(amount);
});

test('numbers of facts, turns, names and versions are no figures of a cost', () => {
  expect(figuresIn('As fact 3 says, turn 7 was about A2 and факт 4.')).toEqual([]);
});

test('a cost is quoted by the sentence that says it, of two the one with its unit', () => {
  const text = 'There are 2 teams. It takes 2 weeks of one engineer. Nobody objects.';
  expect(costSentence(text, { amount: 2, unit: 'weeks', basis: 'estimate' })).toBe('It takes 2 weeks of one engineer.');
  expect(costSentence(text, { amount: 5, unit: 'weeks', basis: 'estimate' })).toBeNull();
});

test('a basis that is said carries its cost, a word of it does not', () => {
  const text = 'We pay 85 seats × 22 USD × 12 months.';
  expect(costSentence(text, { amount: 22_440, unit: 'USD', basis: '85 seats × 22 USD × 12 months' })).toBe(text);
  expect(costSentence(text, { amount: 22_440, unit: 'USD', basis: 'months' })).toBeNull();
});

test('an amount in millions is the same as its digits', () => {
  expect(costSentence('We need 1,500,000 USD.', { amount: 1.5, unit: 'million USD', basis: '-' })).not.toBeNull();
});
