import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.schema';
import type { Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

const stand = (alternative: string) => ({ alternative, confidence: 0.7, because: 'I answer that.' });
const vote = (alternative: string): Answer => ({ text: 'I vote so.', vote: stand(alternative) });

/** A council where a starts for A1, b and c for A2; `say` gives what a turn adds. */
function held(say: (turn: Turn) => Partial<Answer>) {
  const sim = new Simulation();
  const state = sim.run((turn, now): Fate => {
    const lean = turn.seat === 'a' ? 0 : 1;
    const answer = { ...answerFor(turn, now, lean), ...say(turn) };
    return { kind: 'complete', ms: 1000, answer };
  });
  const log = state.artifacts.decision_log?.log;
  if (!log) throw new Error('a run ends with a log');
  return { sim, state, log, moves: log.positions.filter((one) => one.from !== null) };
}

describe('the ledger of positions', () => {
  it('names first stands, and a ballot that joins the majority without evidence is flagged', () => {
    const { log, state, moves } = held((turn) => (turn.purpose === 'ballot' ? vote('A2') : {}));
    expect(log.positions.filter((one) => one.from === null).map((one) => [one.seat, one.to])).toEqual([
      ['Build tools', 'A1'],
      ['Finance', 'A2'],
      ['Reliability', 'A2'],
    ]);
    expect(moves).toMatchObject([{ seat: 'Build tools', from: 'A1', to: 'A2', citing: [], flagged: true }]);
    expect(state.flags).toMatchObject([{ seat: 'a', from: 'A1', to: 'A2' }]);
  });

  it('flags a move in the discussion at once, in its own event, and only once', () => {
    const { sim, moves } = held((turn) =>
      turn.purpose === 'discuss' ? { position: stand('A2') } : turn.purpose === 'ballot' ? vote('A2') : {},
    );
    const names = sim.log.map((event) => event.name);
    expect(names.filter((name) => name === 'conformity-flagged')).toHaveLength(1);
    expect(names.indexOf('conformity-flagged')).toBeLessThan(names.lastIndexOf('phase-entered'));
    expect(moves).toMatchObject([{ seat: 'Build tools', flagged: true }]);
  });

  it('cites the turns of others that speak for a move, and then flags nothing', () => {
    const pro = {
      alternative: 'A2',
      stance: 'pro' as const,
      text: 'Own machines are faster.',
      quote: 'I answer that.',
    };
    const { moves, state } = held((turn) => {
      if (turn.purpose === 'discuss') return turn.seat === 'a' ? { position: undefined } : { claims: [pro] };
      return turn.purpose === 'ballot' ? vote('A2') : {};
    });
    const turns = state.claims.filter((one) => one.seat !== 'a').map((one) => one.turn);
    expect(turns.length).toBeGreaterThan(0);
    expect(moves).toMatchObject([{ seat: 'Build tools', citing: turns, flagged: false }]);
  });

  it('counts neither a quote that nobody said nor one’s own words as evidence', () => {
    const pro = { alternative: 'A2', stance: 'pro' as const, text: 'Faster.' };
    const { moves } = held((turn) => {
      if (turn.purpose === 'discuss') {
        return { claims: [{ ...pro, quote: turn.seat === 'a' ? 'I answer that.' : 'Nobody ever said this.' }] };
      }
      return turn.purpose === 'ballot' ? vote('A2') : {};
    });
    expect(moves).toMatchObject([{ seat: 'Build tools', citing: [], flagged: true }]);
  });

  it('does not flag who leaves the majority', () => {
    const { state } = held((turn) =>
      turn.purpose === 'ballot' ? vote(turn.seat === 'b' ? 'A1' : turn.seat === 'a' ? 'A1' : 'A2') : {},
    );
    expect(state.ballot?.leader).toBe('A1');
    // b joined a: together they are the majority of this ballot, and nothing was said for A1 meanwhile.
    expect(state.flags.map((one) => one.seat)).toEqual(['b']);
  });
});
