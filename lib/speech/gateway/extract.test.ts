import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerSchemas, type Purpose, purposeFields } from '@/lib/council/answers.schema';
import { answerFor } from '@/lib/council/testing/answers';
import { Simulation } from '@/lib/council/testing/simulate';
import { extract } from './extract';

const state = new Simulation().run((turn, at) => ({ kind: 'complete', answer: answerFor(turn, at, 2), ms: 1 }));
const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? '';

test.each([
  ['I vote for A2, with 80 % confidence.', 'A2', 0.8],
  [`After all this my vote goes to ${name('A1')}.`, 'A1', 0.5],
  ['Я голосую за A2, уверенность 0,7.', 'A2', 0.7],
  ['Мой голос — A1. Против A2 говорит цена.', 'A1', 0.5],
])('a vote in prose counts: %s', (text, alternative, confidence) => {
  expect(extract('ballot', text, state).vote).toMatchObject({ alternative, confidence });
});

test('a sentence that names two alternatives is no vote', () => {
  expect(extract('ballot', 'I vote for A1 or A2.', state).vote).toBeUndefined();
});

test('scores beside criteria are read, scores in words are not', () => {
  const text = 'A1: Cost 7/10, Speed: 6.\nA2: Cost is rather high, Speed — 4,5.';
  expect(extract('review', text, state).scores).toEqual([
    { alternative: 'A1', criterion: 'Cost', score: 7 },
    { alternative: 'A1', criterion: 'Speed', score: 6 },
    { alternative: 'A2', criterion: 'Speed', score: 4.5 },
  ]);
});

test.each([
  'The main risk is that the cache fills up. We can reduce it with a nightly check.',
  'Главный риск — кэш переполнится. Снизить его можно ночной проверкой.',
])('a risk and its mitigation are taken from neighbouring sentences: %s', (text) => {
  const [risk] = extract('premortem', text, state).risks ?? [];
  expect(text).toContain(risk?.quote);
  expect(risk?.mitigation).not.toBe('');
});

test('an objection keeps its weight', () => {
  const found = extract('review', 'I object to A2: it is unacceptable under constraint 3.', state).objection;
  expect(found).toMatchObject({ alternative: 'A2', severity: 'block' });
});

test('alternatives in a list of a draft are found', () => {
  const text = 'Option 1: Rent machines. They are cheap.\nВариант Б — Подождать до марта.';
  expect(extract('draft', text, state).alternatives?.map((one) => one.name)).toEqual([
    'Rent machines',
    'Подождать до марта',
  ]);
});

test('tasks in a list are kept; where there is none, the council derives them itself', () => {
  const text = 'We agreed:\n1. Write the plan\n2) Rehearse the way back.';
  expect(extract('tasks', text, state).items?.map((one) => one.title)).toEqual([
    'Write the plan',
    'Rehearse the way back.',
  ]);
  expect(extract('tasks', 'We do what we said.', state).items).toBeUndefined();
});

test('whatever a model says, the fallback is a valid contribution or leaves the field out', () => {
  const purposes = Object.keys(purposeFields) as Purpose[];
  const words = [
    'A1',
    'A2',
    'Cost',
    'Speed',
    '7',
    '12',
    '0.5',
    '80 %',
    'I vote for',
    'риск',
    'I object',
    '.',
    '\n',
    ':',
    '?',
    'Option 2: x',
    '- Safety: 3',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...purposes),
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme' })), { minLength: 1 }),
      (purpose, parts) => {
        const text = `x ${parts.join(' ')}`.trim();
        const answer = extract(purpose, text, state);
        const issues = answerSchemas[purpose].safeParse(answer).error?.issues ?? [];
        for (const issue of issues) expect(issue.path).toHaveLength(1);
        expect(issues.filter((issue) => answer[issue.path[0] as 'vote'] !== undefined)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
