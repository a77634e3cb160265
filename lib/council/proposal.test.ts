import { describe, expect, it } from 'vitest';
import { firstReading, kindOfQuestion } from './first-reading';
import { completed, fitBoxes, shares } from './proposal';
import type { Proposal } from './proposal.schema';

describe('a first reading', () => {
  it('loses nothing that was typed, and tells what binds from what is known', () => {
    const reading = firstReading(
      'The second office has 60 desks. Do we give it up?\nThe lease ends soon.',
      '- The rent is 11,000 a month\n* Notice must be given by 31 March\n\n\n',
    );
    expect(reading).toEqual({
      question: 'Do we give it up?',
      facts: ['The second office has 60 desks.', 'The lease ends soon.', 'The rent is 11,000 a month'],
      constraints: ['Notice must be given by 31 March'],
      reversibility: 'two-way',
    });
  });

  it('keeps every line of long notes, though an agenda lists sixty facts', () => {
    const lines = Array.from({ length: 150 }, (_, n) => `Fact ${n} is ${'so '.repeat(30)}known.`);
    const long = `${'word '.repeat(500)}end.`;
    const { facts } = firstReading('Do we give it up?', [...lines, long].join('\n'));
    expect(facts.length).toBeLessThanOrEqual(60);
    expect(Math.max(...facts.map((one) => one.length))).toBeLessThanOrEqual(2000);
    const all = facts.join(' ');
    for (const line of lines) expect(all).toContain(line);
    expect(all.replaceAll(/\s/g, '')).toContain(long.replaceAll(/\s/g, ''));
  });

  it.each([
    ['Which help desk do we choose from the three suppliers?', 'vendor-choice'],
    ['Какие два изменения не дадут повториться сбою?', 'incident-review'],
    ['Выносим ли мы биллинг из монолита?', 'architecture-decision'],
    ['Whom do we hire as a cook?', 'hiring'],
    ['Where do we go in summer?', 'general'],
  ])('hears the kind of “%s”', (question, kind) => {
    expect(kindOfQuestion(question)).toBe(kind);
  });
});

it('boxes keep their shares and add up to the limit, else the council runs out of time', () => {
  for (const [minutes, total] of [
    [[4, 7, 4], 10],
    [[1, 1, 1], 7],
    [[30, 1], 5],
  ] as const) {
    const fitted = fitBoxes(
      minutes.map((one) => ({ minutes: one })),
      total,
    );
    expect(fitted.reduce((sum, one) => sum + one.minutes, 0)).toBeCloseTo(total);
    expect(Math.min(...fitted.map((one) => one.minutes))).toBeGreaterThanOrEqual(0.5);
  }
});

it('weights are shown in whole per cent that add up to 100', () => {
  expect(shares([1, 1, 1])).toEqual([34, 33, 33]);
  expect(shares([0, 0])).toEqual([0, 0]);
});

const base: Proposal = {
  title: 'The office',
  question: 'Do we give up the office?',
  facts: ['It has 60 desks.', 'The rent is 11,000.'],
  constraints: ['Notice by 31 March.'],
  reversibility: 'two-way',
  criteria: [
    { name: 'Benefit', weight: 60, why: '' },
    { name: 'Cost', weight: 40, why: '' },
  ],
  items: [{ title: 'Question', minutes: 15 }],
  seats: [{ seat: 'expert-a', name: 'Benefit', why: 'Users.' }],
  missing: [],
  alternatives: [],
};
const team = { seats: [{ id: 'expert-a', role: 'expert', name: 'Benefit' }] };

it('a moderator can’t put facts into the author’s mouth, nor lose one', () => {
  const made = completed(
    base,
    { facts: ['It has 60 desks.', 'The sun is cold.'], constraints: ['The rent is 11,000.'] },
    team,
    15,
  );
  expect(made.facts).toEqual(['It has 60 desks.']);
  expect(made.constraints).toEqual(['The rent is 11,000.', 'Notice by 31 March.']);
});

it('a moderator who calls everything a constraint loses nothing: an agenda holds thirty', () => {
  const facts = Array.from({ length: 40 }, (_, n) => `Fact ${n}.`);
  const made = completed({ ...base, facts }, { constraints: facts }, team, 15);
  expect([...made.facts, ...made.constraints].toSorted()).toEqual([...facts, ...base.constraints].toSorted());
  expect(made.constraints.length).toBeLessThanOrEqual(30);
});

it('what a moderator says twice, or of seats that are not there, is set right', () => {
  const made = completed(
    base,
    {
      criteria: [
        { name: 'Cost', weight: 3, why: '' },
        { name: 'cost', weight: 3, why: '' },
        { name: 'Speed', weight: 1, why: '' },
      ],
      items: [
        { title: 'A', minutes: 100 },
        { title: 'B', minutes: 100 },
      ],
      seats: [
        { seat: 'expert-a', name: 'x', why: 'w' },
        { seat: 'nobody', name: 'Law', why: 'Contracts.' },
      ],
    },
    team,
    10,
  );
  expect(made.criteria.map((one) => [one.name, one.weight])).toEqual([
    ['Cost', 75],
    ['Speed', 25],
  ]);
  expect(made.items.map((one) => one.minutes)).toEqual([5, 5]);
  expect(made.seats).toEqual([
    { seat: 'expert-a', name: 'Benefit', why: 'w' },
    { seat: null, name: 'Law', why: 'Contracts.' },
  ]);
});
