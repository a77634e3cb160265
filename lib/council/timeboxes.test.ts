import { describe, expect, it } from 'vitest';
import { answerFor } from './testing/answers';
import { Simulation } from './testing/simulate';
import { itemClocks } from './timeboxes';

describe('the clocks of the agenda', () => {
  it('give every item its box and what it used, and say which one is on', () => {
    const sim = new Simulation();
    const seen = new Set<string>();
    const state = sim.run((turn, now) => {
      seen.add(
        itemClocks(now, sim.now)
          .map((one) => one.at)
          .join(' '),
      );
      return { kind: 'complete', ms: 3000, answer: answerFor(turn, now, turn.seat === 'a' ? 0 : 1) };
    });
    expect([...seen]).toEqual(['here ahead ahead', 'past here ahead', 'past past here']);
    const clocks = itemClocks(state, sim.now);
    expect(clocks.map((one) => one.titles)).toEqual([['What hurts?'], ['Options'], ['Decision']]);
    expect(clocks.map((one) => Math.round(one.boxMs))).toEqual([240_000, 420_000, 240_000]);
    expect(clocks.reduce((sum, one) => sum + one.usedMs, 0)).toBe(state.clock.activeMs);
    expect(clocks.map((one) => one.at)).toEqual(['past', 'past', 'past']);
  });
});
