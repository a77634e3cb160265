import { expect, test } from 'vitest';
import { brief, turnEffects } from './effects';
import { facesOf, initials } from './faces';
import { standings } from './standing';
import { premortem } from './testing/fixture';
import { clock } from './times';

const state = premortem(0);
const effectsOf = (n: number) => turnEffects(state, state.turns[n - 1] ?? raise()).map((one) => one.code);
const raise = (): never => {
  throw new Error('The fixture has no such turn');
};

test('a turn tells what it changed on the board: else the reader must find out alone', () => {
  const block = state.objections[0]?.turn ?? 0;
  const mover = state.positions.at(-1)?.turn ?? 0;
  expect(effectsOf(block)).toContain('blocks');
  expect(effectsOf(mover)).toEqual(expect.arrayContaining(['settles', 'moves']));
});

test('the leader comes first and a wide spread is marked: else the board misleads', () => {
  const [first] = standings(state);
  expect(first?.alternative.name).toBe('Remove in 1.24');
  expect(first?.cells[0]?.split).toBe(true);
});

test('only experts have a hue and a letter of their own', () => {
  const faces = facesOf(state.team);
  expect(faces.filter((one) => one.expert !== null).map((one) => one.hue)).toEqual(['s1', 's2', 's3']);
  expect(initials('Olga Brandt')).toBe('OB');
  expect(initials('Ирина Лаптева')).toBe('ИЛ');
});

test('clocks and cut texts read as people write them', () => {
  expect(clock(48_000)).toBe('0:48');
  expect(clock(3_725_000)).toBe('1:02:05');
  expect(clock(-5)).toBe('0:00');
  expect(brief('One two three four five', 12)).toBe('One two…');
});
