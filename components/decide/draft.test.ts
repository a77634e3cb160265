import { expect, test } from 'vitest';
import { carryOver, changesOf, draftOf, type Editable } from './draft';

const claim = (text: string) => ({ text });
const risk = (id: string, text: string) => ({
  ...claim(text),
  id,
  likelihood: 3,
  impact: 4,
  early_signal: '',
  mitigation: 'Test it.',
  owner: null,
});
const log = (over: Partial<Editable> = {}): Editable => ({
  version: 1,
  status: 'proposed',
  title: 'Scanner',
  statement: 'We buy.',
  chosen: 'a1',
  alternatives: [
    { id: 'a1', name: 'Buy', summary: 'Buy one.' },
    { id: 'a2', name: 'Rent', summary: 'Rent one.' },
  ],
  rationale: [claim('It is cheaper.'), claim('It is quicker.')],
  risks: [risk('R1', 'It breaks.')],
  assumptions: ['Prices hold.'],
  open_questions: [],
  review_date: null,
  kill_criterion: '',
  ...over,
});

test('only what was changed is sent: else two people who changed different parts would undo each other', () => {
  const base = log();
  expect(changesOf(draftOf(base), base)).toEqual({});
  const mine = draftOf(base);
  expect(
    changesOf(
      {
        ...mine,
        chosen: '',
        assumptions: '- Prices hold.\n\n- Rent stays.',
        rationale: [...mine.rationale.slice(1), { key: 9, from: null, text: 'Staff know it.' }],
        risks: mine.risks.map((one) => ({ ...one, owner: 'Mikhail' })),
      },
      base,
    ),
  ).toEqual({
    chosen: null,
    assumptions: ['Prices hold.', 'Rent stays.'],
    rationale: [{ from: 1, text: 'It is quicker.' }, { text: 'Staff know it.' }],
    risks: [{ id: 'R1', owner: 'Mikhail' }],
  });
});

test('carrying on over a newer version keeps what was typed and takes what was not touched', () => {
  const base = log();
  const newer = log({
    statement: 'We buy in May.',
    rationale: [claim('It is quicker.')],
    risks: [risk('R1', 'It breaks.'), risk('R2', 'It is stolen.')],
    assumptions: ['Prices fall.'],
  });
  const mine = draftOf(base);
  const over = carryOver(
    {
      ...mine,
      statement: 'We rent.',
      rationale: mine.rationale.map((one) => (one.from === 1 ? { ...one, text: 'It is much quicker.' } : one)),
    },
    base,
    newer,
  );
  expect(over.statement).toBe('We rent.');
  expect(over.assumptions).toBe('Prices fall.');
  expect(over.rationale.map(({ from, text }) => [from, text])).toEqual([
    [null, 'It is cheaper.'],
    [0, 'It is much quicker.'],
  ]);
  expect(changesOf(over, newer)).toEqual({
    statement: 'We rent.',
    rationale: [{ text: 'It is cheaper.' }, { from: 0, text: 'It is much quicker.' }],
  });
});
