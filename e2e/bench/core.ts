import { evolve, fold } from '@/lib/council/evolve';
import { decide } from '@/lib/council/moves';
import { Simulation } from '@/lib/council/testing/simulate';
import type { Lab } from './lab';
import { turnOf } from './long-log';
import { median, type Row } from './table';

const turns = 200;
const repetitions = 9;

/** What the driver thinks in a run of 200 turns: every event folded, a move decided after each append. */
export async function core(_: Lab): Promise<Row[]> {
  const sim = new Simulation({
    team: { protocol: 'panel', rounds: 10, limits: { turns: 400, active_minutes: 240, tokens: 50_000_000, money: 0 } },
  });
  sim.append({ name: 'phase-entered', phase: 'panel', boxMs: 60_000, item: null, reason: { code: 'phase.started' } });
  for (let turn = 1; turn <= turns; turn++) {
    const { move, result } = turnOf(sim.state.team, turn);
    sim.append(...move);
    sim.append(...result);
  }
  const [created, ...rest] = sim.log;
  const times = Array.from({ length: repetitions }, () => {
    const began = performance.now();
    let state = fold(created ? [created] : []);
    for (const [index, event] of rest.entries()) {
      state = evolve(state, event);
      if (index % 2 === 0) decide(state, sim.now);
    }
    return performance.now() - began;
  });
  return [{ name: 'evolve and decide, run of 200 turns', value: median(times), unit: 'ms' }];
}
