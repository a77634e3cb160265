import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.schema';
import type { Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

const fact = 'The cellar floods every second spring.';

/** A council that agrees on everything; seat b alone knows about the cellar, and its favourite rests on it. */
function held(say: (turn: Turn) => Partial<Answer>, decisive = true) {
  const sim = new Simulation();
  const state = sim.run((turn, now): Fate => {
    const answer = answerFor(turn, now, 1);
    if (turn.purpose === 'review') {
      const scores = answer.scores?.map((one) => ({ ...one, score: 5 }));
      return { kind: 'complete', ms: 1000, answer: { ...answer, scores, objection: null } };
    }
    if (turn.purpose !== 'draft' || turn.seat !== 'b')
      return { kind: 'complete', ms: 1000, answer: { ...answer, ...say(turn) } };
    const knows = { text: fact, quote: fact };
    const alternatives = answer.alternatives?.map((one, at) =>
      at === 0 && decisive ? { ...one, cons: [knows] } : one,
    );
    const told = { ...answer, text: `${answer.text} ${fact}`, alternatives, unique_facts: [{ ...knows, fact: null }] };
    return { kind: 'complete', ms: 1000, answer: told };
  });
  const log = state.artifacts.decision_log?.log;
  return { sim, state, log, discussed: state.turns.filter((turn) => turn.purpose === 'discuss') };
}

describe('a fact that only one seat knows', () => {
  it('opens a discussion that nothing else called for, and its seat speaks first and says why', () => {
    const { sim, log, discussed } = held((turn) =>
      turn.seat === 'b' && turn.purpose === 'discuss' ? { text: `Mind this. ${fact}` } : {},
    );
    expect(discussed[0]?.seat).toBe('b');
    const chosen = sim.log.find((event) => event.name === 'speaker-selected');
    expect(chosen).toMatchObject({ seat: 'b', reason: { code: 'selector.unique_fact' }, method: 'rule' });
    expect(log?.unique_facts).toMatchObject([{ seat: 'Finance', quote: fact, voiced_by: [discussed[0]?.turn] }]);
  });

  it('is asked for once, then the council goes on, and the log says that it was never voiced', () => {
    const { log, discussed, state } = held(() => ({}));
    expect(discussed.filter((turn) => turn.seat === 'b')).toHaveLength(1);
    expect(log?.unique_facts).toMatchObject([{ quote: fact, voiced_by: [] }]);
    expect(state.outcome).toBe('decided');
  });

  it('calls for no discussion when another seat told it, in whatever words', () => {
    const { log, discussed } = held((turn) =>
      turn.purpose === 'draft' && turn.seat === 'a'
        ? {
            text: 'Shared runners helps. Shared runners hurts. I hear that in spring the cellar floods, every second year.',
          }
        : {},
    );
    expect(discussed).toEqual([]);
    expect(log?.unique_facts).toMatchObject([{ voiced_by: [2] }]);
  });

  it('calls for no discussion when no argument rests on it', () => {
    expect(held(() => ({}), false).discussed).toEqual([]);
  });
});
