import { describe, expect, it } from 'vitest';
import type { AnswerFields } from './answers.schema';
import { composeItems, droppedItems } from './compose-items';
import { actionItemSchema } from './decision-log.schema';
import type { Person } from './people';
import type { RunState, Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

type Item = AnswerFields['items'][number];

const item = (title: string, over: Partial<Item> = {}): Item => ({
  title,
  owner: null,
  due: null,
  acceptance: 'It ran',
  turns: [],
  facts: [1],
  quote: 'takes 190 minutes',
  origin: 'stated',
  priority: 'medium',
  depends_on: [],
  ...over,
});
const person = (id: string, name: string, title: string | null = null): Person => ({
  kind: 'member',
  id,
  name,
  aliases: [],
  title,
});

/** Runs a council whose integrator gives these answers, one a turn. */
function hold(answers: Item[][], dues?: (string | null)[], change: (state: RunState) => RunState = (state) => state) {
  const sim = new Simulation();
  const state = sim.run((turn: Turn, now): Fate => {
    const answer = answerFor(turn, now);
    const asked = now.turns.filter((one) => one.purpose === 'tasks').length - 1;
    const items = answers[Math.min(asked, answers.length - 1)] ?? [];
    return {
      kind: 'complete',
      ms: 1000,
      answer: turn.purpose === 'tasks' ? { text: answer.text, items, ...(dues ? { dues } : {}) } : answer,
    };
  });
  const changed = change(state);
  const items = composeItems(changed);
  for (const one of items) actionItemSchema.parse(one);
  return { state: changed, items, asked: state.turns.filter((turn) => turn.purpose === 'tasks') };
}

describe('the integrator', () => {
  it('makes one action each of a compound title, in order, and keeps its words', () => {
    const { items } = hold([
      [item('Write the runbook and test it on staging'), item('Publish the date', { depends_on: [1] })],
    ]);
    expect(items.map(({ title, depends_on }) => [title, depends_on])).toEqual([
      ['Write the runbook', []],
      ['Test the runbook on staging', ['run-T1']],
      ['Publish the date', ['run-T2']],
    ]);
    expect(items[0]?.also).toEqual(['Write the runbook and test it on staging']);
  });

  it('joins two wordings of one task with both sources, and follows what hung on either', () => {
    const { items } = hold([
      [
        item('Draft the restore runbook', {
          origin: 'derived',
          turns: [1],
          quote: 'The question and its criteria.',
          facts: [],
        }),
        item('Write the restore runbook', { priority: 'high', owner: 'Anna', acceptance: 'It was followed' }),
        item('Publish the date', { depends_on: [1, 2] }),
      ],
    ]);
    expect(items).toMatchObject([
      {
        title: 'Write the restore runbook',
        also: ['Draft the restore runbook'],
        turns: [1],
        facts: [1],
        origin: 'stated',
        priority: 'high',
        owner_said: 'Anna',
        acceptance: 'It was followed It ran',
      },
      { title: 'Publish the date', depends_on: ['run-T1'] },
    ]);
  });

  it('gives a task to whom was named, also in its title, and to nobody in doubt', () => {
    const people = [
      person('a', 'Anna Berg'),
      person('b', 'Anna Costa'),
      person('r', 'Robert Miles', 'Head of Platform'),
    ];
    const { items } = hold(
      [
        [
          item('Write the runbook', { owner: 'Bob' }),
          item('Freeze the schema', { owner: 'Anna' }),
          item('Head of Platform will publish the date'),
          item('Order the disks', { owner: 'the team' }),
        ],
      ],
      undefined,
      (state) => ({ ...state, people }),
    );
    expect(items.map(({ owner, owner_ref, owner_said }) => [owner, owner_ref?.id ?? null, owner_said])).toEqual([
      ['Robert Miles', 'r', 'Bob'],
      [null, null, 'Anna'],
      ['Robert Miles', 'r', 'Head of Platform'],
      [null, null, 'the team'],
    ]);
  });

  it('takes the days that were worked out; what is past, or was not understood, stays in its words', () => {
    const { items } = hold(
      [
        [
          item('Write the runbook', { due: 'next Friday' }),
          item('Freeze the schema', { due: 'soon' }),
          item('Buy disks', { due: 'in May' }),
        ],
      ],
      ['2026-11-06', null, '2026-05-01'],
    );
    expect(items.map(({ due, due_said }) => [due, due_said])).toEqual([
      ['2026-11-06', 'next Friday'],
      [null, 'soon'],
      [null, 'in May'],
    ]);
  });

  it('asks once more for what cites nobody, and leaves out what still does, saying so', () => {
    const wrong = [
      item('Write the runbook', { quote: 'nobody ever said this' }),
      item('Freeze the schema', { facts: [], turns: [999] }),
      item('Publish the date'),
    ];
    const { items, asked, state } = hold([wrong, [item('Write the runbook'), ...wrong.slice(1)]]);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.asks.map((ask) => [ask.code, ask.args.text, ask.args.why])).toEqual([
      ['citation_failed', 'Write the runbook', 'quote_not_found'],
      ['citation_failed', 'Freeze the schema', 'unknown_turn'],
    ]);
    expect(items.map((one) => one.title)).toEqual(['Write the runbook', 'Publish the date']);
    expect(droppedItems(state)).toEqual([{ text: 'Freeze the schema', why: 'unknown_turn' }]);
    expect(state.artifacts.action_items?.items).toEqual(items);
  });

  it('a repair that brings nothing costs no task that held before', () => {
    const { items, state } = hold([
      [item('Publish the date'), item('Freeze the schema', { quote: 'never said' })],
      [item('Freeze the schema', { quote: 'never said either' })],
    ]);
    expect(items.map((one) => one.title)).toEqual(['Publish the date']);
    expect(droppedItems(state)).toEqual([{ text: 'Freeze the schema', why: 'quote_not_found' }]);
  });

  it('what the integrator alone said rests on its own turn, and is derived', () => {
    const { items, asked } = hold([[item('Publish the date', { facts: [], quote: 'Tasks.' })]]);
    expect(items).toMatchObject([{ turns: [asked[0]?.turn], origin: 'derived' }]);
  });

  it('leaves out what would make tasks wait for each other', () => {
    const { items } = hold([
      [
        item('Write the runbook', { depends_on: [3, 1, 9] }),
        item('Freeze the schema', { depends_on: [1] }),
        item('Publish the date', { depends_on: [2] }),
      ],
    ]);
    const depends = new Map(items.map((one) => [one.id, one.depends_on]));
    const reaches = (from: string, to: string): boolean =>
      (depends.get(from) ?? []).some((next) => next === to || reaches(next, to));
    for (const one of items) expect(reaches(one.id, one.id)).toBe(false);
    expect([...depends.values()].flat()).toHaveLength(2);
  });

  it('flags a task that goes against an earlier decision, and blocks nothing', () => {
    const earlier = [
      {
        id: 'd1',
        meetingId: 'm',
        title: 'Billing stays',
        statement: 'We keep the billing module in the monolith.',
        at: 0,
      },
    ];
    const { items } = hold([[item('Move the billing module out of the monolith')]], undefined, (state) => ({
      ...state,
      earlier,
    }));
    expect(items[0]?.contradicts).toMatchObject([{ decision: 'd1', title: 'Billing stays' }]);
    expect(items[0]?.contradicts[0]?.why).toMatch(/billing, module, monolith/);
  });

  it('without an integrator, what mitigates the risks is proposed, derived and cited', () => {
    const sim = new Simulation();
    const state = sim.run(
      (turn, now): Fate =>
        turn.purpose === 'tasks'
          ? { kind: 'fail', ms: 10, retry: false }
          : { kind: 'complete', ms: 1000, answer: answerFor(turn, now, turn.seat === 'a' ? 0 : 1) },
    );
    const items = composeItems(state);
    expect(items.length).toBeGreaterThan(0);
    for (const one of items) {
      expect(one.origin).toBe('derived');
      expect(one.turns.some((turn) => state.turns[turn - 1]?.text.includes(one.quote))).toBe(true);
    }
  });
});
