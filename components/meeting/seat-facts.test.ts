import { expect, test } from 'vitest';
import { forecast } from '@/lib/council/forecast';
import type { RunState } from '@/lib/council/run';
import { oneModel, seatFacts } from './seat-facts';
import { premortem } from './testing/fixture';

const state = premortem(0);
const facts = (of: RunState = state) => seatFacts(of, forecast(of).next?.seat ?? null);
const [a = '', b = ''] = state.team.seats.filter((one) => one.role === 'expert').map((one) => one.id);

test('who speaks, who is next and who waits are told apart, and a skip knows its turn: else it cuts another', () => {
  const speaker = state.turns.at(-1);
  expect(facts().get(b)).toMatchObject({ doing: 'speaks', turn: speaker?.turn });
  expect([...facts().values()].filter((one) => one.turn !== null)).toHaveLength(1);
  const drafting = { ...state, turns: state.turns.with(-1, { ...(speaker ?? never()), purpose: 'draft' as const }) };
  expect(facts(drafting).get(b)?.doing).toBe('drafts');
  const retrying = { ...state, turns: state.turns.with(-1, { ...(speaker ?? never()), status: 'retrying' as const }) };
  expect(facts(retrying).get(b)?.doing).toBe('retrying');
});

test('shares are parts of the whole, and costs that a reader may not see leave no share', () => {
  const times = [...facts().values()].map((one) => one.time ?? 0);
  expect(times.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
  expect([...facts().values()].every((one) => one.cost === null)).toBe(true);
  const paid = { ...state, bySeat: { ...state.bySeat, [a]: { turns: 3, tokens: 9, microUsd: 300 } } };
  expect(facts(paid).get(a)?.cost).toBe(1);
});

test('a badge counts the calls of its seat and says that one is running, but not one that was cut with its turn', () => {
  const call = { thread: 'x', tool: 'search', stages: [], arguments: {}, result: null };
  const [earlier, open] = [state.turns.find((one) => one.seat === a)?.turn ?? 0, state.turns.at(-1)?.turn ?? 0];
  const used = {
    ...state,
    tools: [
      { ...call, turn: open, stage: 'finished' as const },
      { ...call, thread: 'y', turn: open, stage: 'started' as const },
      { ...call, thread: 'z', turn: earlier, stage: 'started' as const },
    ],
  };
  expect(facts(used).get(b)?.tools).toEqual([{ name: 'search', calls: 2, running: true }]);
  expect(facts(used).get(a)?.tools).toEqual([{ name: 'search', calls: 1, running: false }]);
});

test('one model for all seats is said once', () => {
  expect(oneModel(state)).toMatchObject({ provider: 'playbook' });
  const [first, ...rest] = state.team.seats;
  const mixed = [{ ...(first ?? never()), model: { provider: 'openai' as const, name: 'x' } }, ...rest];
  expect(oneModel({ ...state, team: { ...state.team, seats: mixed } })).toBeNull();
});

function never(): never {
  throw new Error('The fixture has seats and turns');
}
