import { expect, test } from 'vitest';
import type { Answer } from './answers.schema';
import { likeness, pooled } from './pool';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

const option = (name: string, summary: string) => ({ name, summary, pros: [], cons: [], cost: null });

/** The pool of a council whose drafts propose these alternatives, a list a seat. */
function poolOf(drafts: Answer['alternatives'][], joins: Answer['joins'] = []) {
  const sim = new Simulation();
  let at = 0;
  const state = sim.run((turn, now): Fate => {
    const answer = answerFor(turn, now);
    if (turn.purpose === 'draft')
      return { kind: 'complete', ms: 1, answer: { ...answer, alternatives: drafts[at++] ?? [] } };
    return { kind: 'complete', ms: 1, answer: turn.purpose === 'pool' ? { ...answer, joins } : answer };
  });
  return state.alternatives;
}

test('a duplicate is joined, and both wordings, the words that both share and how similar they are stay readable', () => {
  const [first] = poolOf([
    [option('Move the build to shared runners', 'The nightly build runs on the shared runners from March.')],
    [option('Move build onto the shared runners', 'All nightly jobs go to what the platform team runs.')],
  ]);
  expect(first).toMatchObject({ name: 'Move the build to shared runners', turns: [2, 3] });
  expect(first?.joined).toEqual([
    {
      name: 'Move build onto the shared runners',
      summary: 'All nightly jobs go to what the platform team runs.',
      turn: 3,
      by: 'code',
      score: 0.8,
      shared: ['move', 'build', 'shared', 'runners'],
    },
  ]);
});

test('the same words twice are no second wording', () => {
  const same = option('Own machines', 'We buy four machines.');
  expect(poolOf([[same], [same], [option('Wait', 'Nothing now.')]])[0]?.joined).toEqual([]);
});

test('what the moderator joins keeps its words and the moderator’s reason', () => {
  const pool = poolOf(
    [
      [option('Own machines', 'We buy four.')],
      [option('A rack in the cellar', 'Hardware of ours.')],
      [option('Rent', 'By the hour.')],
    ],
    [{ keep: 'A1', join: 'A2', why: 'Both mean hardware that we own.' }],
  );
  expect(pool.map((one) => one.name)).toEqual(['Own machines', 'Rent', 'Do nothing']);
  expect(pool[0]?.joined).toMatchObject([
    { name: 'A rack in the cellar', turn: 3, by: 'moderator', score: null, why: 'Both mean hardware that we own.' },
  ]);
});

test('a sent-back run has the alternatives of the round before it on the table, and joins to them what is proposed again', () => {
  const state = {
    ...new Simulation().state,
    previous: {
      statement: '',
      missing: [],
      dissent: [],
      alternatives: [
        { name: 'Own machines', summary: 'We buy four.' },
        { name: 'Do nothing', summary: 'As it is.' },
      ],
    },
  };
  expect(pooled(state)).toMatchObject([
    { id: 'A1', name: 'Own machines', turns: [], nothing: false },
    { id: 'A2', name: 'Do nothing', nothing: true },
  ]);
});

test.each([
  ['Pilot in 3 districts from September', 'Pilot in 5 districts from September'],
  ['Keep billing in the monolith', 'Do not keep billing in the monolith'],
  ['Хранить копии базы 30 дней в архиве', 'Хранить копии базы 90 дней в архиве'],
])('“%s” and “%s” are two choices, however alike they sound', (one, other) => {
  expect(likeness(option(one, one), option(other, other))).toBeNull();
});

test('two candidates who are offered the same post are two choices', () => {
  const offer = (name: string) =>
    option(name, `Offer ${name} the senior post in the platform team with a start in May.`);
  expect(likeness(offer('Cedar'), offer('Maple'))).toBeNull();
  expect(likeness(offer('Cedar'), { ...offer('Cedar'), name: 'The first candidate' })).not.toBeNull();
});
