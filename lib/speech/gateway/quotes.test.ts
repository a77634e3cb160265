import { expect, test } from 'vitest';
import { citationProblem } from '@/lib/council/citations';
import { foundedAnswer } from '@/lib/council/own-claims';
import { sentences } from '@/lib/council/sentences';
import { answerFor } from '@/lib/council/testing/answers';
import { Simulation } from '@/lib/council/testing/simulate';
import { groundCitations, groundQuotes, misquotes } from './quotes';

const text =
  'We lose six hours of data. The team said: «это  слишком\nдорого», and fact 2 shows 2.85 a meal. Nobody disagrees.';
const claim = (quote: string) => ({ alternative: 'A1', stance: 'pro' as const, text: 'so', quote });
const ground = (quote: string) => groundQuotes({ text, claims: [claim(quote)] }).claims?.[0]?.quote;

test.each([
  ['verbatim', 'six hours of data', 'six hours of data'],
  ['other quotation marks and white space', '"это слишком дорого"', '«это  слишком\nдорого»'],
  ['marks around a plain quote', '“Nobody disagrees.”', 'Nobody disagrees.'],
  ['an ellipsis at the end', 'fact 2 shows...', 'fact 2 shows'],
  ['close to a sentence', 'We are losing six hours of data', 'We lose six hours of data.'],
])('a quote with %s becomes the text’s own words', (_name, quote, want) => {
  expect(ground(quote)).toBe(want);
  expect(text).toContain(want);
});

test('what was never said is named for the repair, and then the ledger leaves it out while its neighbours stay', () => {
  const answer = groundQuotes({
    text,
    claims: [claim('Bananas ripen quickly under glass'), claim('six hours')],
    objection: { alternative: 'A1', text: 'x', quote: 'Bananas', severity: 'block' },
  });
  expect(misquotes(answer)).toEqual([expect.stringContaining('Bananas ripen'), expect.stringContaining('Bananas')]);
  expect(foundedAnswer(answer).claims?.map((one) => one.quote)).toEqual(['six hours']);
  expect(foundedAnswer(answer).objection).toBeNull();
});

test('a pro without its quote goes, its alternative stays', () => {
  const pros = [
    { text: 'a', quote: 'never said at all' },
    { text: 'b', quote: 'Nobody disagrees.' },
  ];
  const answer = groundQuotes({ text, alternatives: [{ name: 'A', summary: 's', pros, cons: [], cost: null }] });
  expect(foundedAnswer(answer).alternatives?.[0]?.pros.map((one) => one.text)).toEqual(['b']);
});

test('a citation that points to the wrong turn is led to where the words stand', () => {
  const state = new Simulation().run((turn, at) => ({ kind: 'complete', answer: answerFor(turn, at), ms: 1 }));
  const cite = (turns: number[], facts: number[], quote: string) => ({ text: 'x', turns, facts, quote });
  const { rationale } = groundCitations(
    {
      text,
      rationale: [
        cite([99], [], 'Shared  runners helps.'),
        cite([2], [], 'no one ever said these words'),
        cite([], [7], 'takes 190 minutes'),
      ],
    },
    state,
  );
  expect(rationale?.map((one) => citationProblem(state, one))).toEqual([null, 'quote_not_found', null]);
});

test('sentences end at full stops, not inside figures', () => {
  expect(sentences('A meal costs 2.85 a day. Да?  «Нет!» Then 3.')).toEqual([
    'A meal costs 2.85 a day.',
    'Да?',
    '«Нет!»',
    'Then 3.',
  ]);
});
