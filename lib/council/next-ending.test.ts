import { describe, expect, it } from 'vitest';
import { endings } from './endings';
import { nextEnding } from './next-ending';
import { answerFor } from './testing/answers';
import { team } from './testing/fixtures';
import { type Fate, Simulation } from './testing/simulate';

const speaks = (ms: number) => (turn: Parameters<Parameters<Simulation['run']>[0]>[0], state: Simulation['state']) =>
  ({ kind: 'complete', ms, answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 1) }) satisfies Fate;

/** A run driven until `until` holds, where a person pauses it. */
function pausedWhen(sim: Simulation, until: (state: Simulation['state']) => boolean, ms = 4000) {
  let asked = false;
  sim.run((turn, state) => {
    if (asked || !until(state)) return speaks(ms)(turn, state);
    asked = true;
    return { kind: 'control', control: { control: 'pause', mode: 'after_turn' } };
  });
  return sim;
}
const going = (sim: Simulation) => ({ ...sim.state, status: 'running' as const });

describe('what ends a run next', () => {
  it('is its course while no limit is near, and it names the phases ahead', () => {
    const sim = pausedWhen(new Simulation(), (state) => state.phases.at(-1)?.phase === 'premortem');
    expect(nextEnding(going(sim), sim.now)).toMatchObject({ kind: 'course', ahead: ['ballot', 'gate'] });
    expect(nextEnding(sim.state, sim.now)).toEqual({ kind: 'held' });
  });

  it('names the limit that runs out first at the pace so far, less what record and tasks keep', () => {
    const slow = pausedWhen(new Simulation(), (state) => state.turns.length > 4, 40_000);
    const tight = pausedWhen(
      new Simulation({ team: { limits: { ...team().limits, turns: 20 } } }),
      (state) => state.turns.length > 6,
    );
    expect(nextEnding(going(slow), slow.now)).toMatchObject({ nearest: { by: 'activeMs', mark: 750_000 } });
    expect(nextEnding(going(tight), tight.now)).toMatchObject({ nearest: { by: 'attempts', mark: 15 } });
  });

  it('is a stall where seats fail one after another, and no news where one did', () => {
    const sim = new Simulation();
    let failed = 0;
    const seen: (string | undefined)[] = [];
    sim.run((turn, state) => {
      const next = nextEnding(state, sim.now);
      if (next.kind === 'course') seen.push(next.nearest.by);
      failed += turn.seat === 'mod' ? 0 : 1;
      return failed > 0 ? { kind: 'fail', retry: false, ms: 500 } : speaks(500)(turn, state);
    });
    expect(seen[0]).toBe('attempts');
    expect(seen.at(-1)).toBe('stall');
  });

  it('is a panel whose experts come to agree', () => {
    const sim = new Simulation({ team: { protocol: 'panel', limits: { ...team().limits, turns: 200 } } });
    const seen: string[] = [];
    sim.run((turn, state) => {
      const next = nextEnding(state, sim.now);
      if (next.kind === 'course') seen.push(`${next.nearest.by} ${next.nearest.used}`);
      const answer = answerFor(turn, state, 1);
      return { kind: 'complete', ms: 500, answer };
    });
    expect(seen.some((one) => one.startsWith('agreement'))).toBe(true);
  });

  it('is the person who asked, then the record, then nothing', () => {
    const sim = pausedWhen(new Simulation(), (state) => state.phases.at(-1)?.phase === 'review');
    sim.control({ control: 'stop', mode: 'wrap_up' });
    expect(nextEnding(sim.state, sim.now)).toEqual({ kind: 'asked', by: 'Olga', now: false });
    const seen = new Set<string>();
    sim.run((turn, state) => {
      seen.add(nextEnding(state, sim.now).kind);
      return speaks(1000)(turn, state);
    });
    expect([...seen]).toEqual(['closing']);
    expect(nextEnding(sim.state, sim.now)).toMatchObject({ kind: 'over', reason: { code: 'end.person' } });
  });

  it('has reached its mark whenever the run wraps up by itself', () => {
    for (const turns of [9, 12, 18]) {
      const sim = new Simulation({ team: { limits: { ...team().limits, turns } } });
      sim.run((turn, state) => {
        const next = nextEnding(state, sim.now);
        if (endings(state, sim.now).kind !== 'continue' && next.kind === 'course') {
          expect(next.nearest.used).toBeGreaterThanOrEqual(next.nearest.mark);
        }
        return speaks(2000)(turn, state);
      });
      expect(sim.state.endReason?.code).toBe('end.turns');
    }
  });
});
