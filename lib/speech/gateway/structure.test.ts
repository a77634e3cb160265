import { expect, test } from 'vitest';
import { answerFor } from '@/lib/council/testing/answers';
import { Simulation } from '@/lib/council/testing/simulate';
import { resolveReferences } from './references';
import { findLooseObject, readAnswer, salvage } from './structure';

const risk = {
  text: 'It fails.',
  quote: 'It fails.',
  likelihood: 3,
  impact: 4,
  early_signal: '',
  mitigation: '',
  cost: null,
  owner: null,
};
const read = (over: object) =>
  readAnswer('premortem', JSON.stringify({ text: 'It fails.', risks: [{ ...risk, ...over }] }));

test.each([
  ['numbers as strings', { likelihood: '3', impact: '4/5' }, { likelihood: 3, impact: 4 }],
  ['halves and values off the scale', { likelihood: 3.6, impact: 9 }, { likelihood: 4, impact: 5 }],
  [
    'fields left out',
    { owner: undefined, cost: undefined, mitigation: undefined, early_signal: null },
    { owner: null, cost: null, mitigation: '', early_signal: '' },
  ],
  ['words without end', { text: 'x'.repeat(900) }, { text: 'x'.repeat(400) }],
  ['keys nobody asked for', { mood: 'gloomy' }, {}],
])('a turn is not thrown away for %s', (_name, over, want) => {
  const result = read(over);
  expect(result).toMatchObject({ ok: true, answer: { risks: [want] } });
});

test.each([
  ['scores in words', { likelihood: 'rather high' }],
  ['a quote that is missing', { quote: undefined }],
])('%s are sent back, with the place', (_name, over) => {
  const result = read(over);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.issues.join()).toContain('risks.0.');
});

test('a share given in percent, a score a little too high and a time of day are understood', () => {
  const ballot = readAnswer('ballot', '{"text":"a","vote":{"alternative":"A1","confidence":"85%","because":"b"}}');
  expect(ballot).toMatchObject({ ok: true, answer: { vote: { confidence: 0.85 } } });
  const whole = readAnswer('ballot', '{"text":"a","vote":{"alternative":"A1","confidence":85,"because":"b"}}');
  expect(whole).toMatchObject({ ok: true, answer: { vote: { confidence: 0.85 } } });
  const far = readAnswer(
    'review',
    '{"text":"a","scores":[{"alternative":"A1","criterion":"Cost","score":85}],"objection":null}',
  );
  expect(far.ok).toBe(false);
});

test('JSON in a fence, after prose with braces, is found', () => {
  expect(readAnswer('close', 'Here {so}:\n```json\n{"text":"a","summary":"b"}\n```\nDone.')).toMatchObject({
    ok: true,
  });
});

test('valid items of a broken answer are kept', async () => {
  const raw = `{"text":"It fails.","risks":[${JSON.stringify(risk)},{"text":"half","quote":"ha`;
  const kept = salvage('premortem', await findLooseObject(raw));
  expect(kept.risks).toEqual([risk]);
});

test('a broken answer brings in nothing that its purpose does not ask for', () => {
  const option = { name: 'Pilot', summary: 'Try it.', pros: [], cons: [], cost: null };
  const kept = salvage('draft', {
    alternatives: [{ ...option, quote: 'Nobody said this.' }],
    vote: { alternative: 'A1' },
  });
  expect(kept).toMatchObject({ alternatives: [option] });
  expect(JSON.stringify(kept)).not.toMatch(/Nobody said this|vote/);
});

test.each(['null', '[]', '{"risks":"none"}', '{"risks":[[[]],null,5]}', '{"text":[5]}', '{"__proto__":{"text":1}}'])(
  'no shape crashes the reader: %s',
  (raw) => {
    expect(readAnswer('premortem', raw).ok).toBe(false);
    expect(salvage('premortem', JSON.parse(raw))).toBeDefined();
  },
);

test('alternatives may be named instead of numbered; unknown ones go', () => {
  const state = new Simulation().run((turn, at) => ({ kind: 'complete', answer: answerFor(turn, at), ms: 1 }));
  const score = (alternative: string, criterion = 'cost') => ({ alternative, criterion, score: 5 });
  const { scores } = resolveReferences(
    {
      text: 'x',
      scores: [
        score('shared runners'),
        score('A2: Own machines'),
        score('Z9'),
        score('A1', 'beauty'),
        score('machines'),
      ],
    },
    state,
  );
  expect(scores?.map((one) => [one.alternative, one.criterion])).toEqual([
    ['A1', 'Cost'],
    ['A2', 'Cost'],
    ['A2', 'Cost'],
  ]);
});
