import { describe, expect, it } from 'vitest';
import type { Control } from './controls.schema';
import { inLine } from './in-line';
import type { RunState, Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

const boris = { userId: 'u2', name: 'Boris' };
const sensible = (turn: Turn, state: RunState): Fate => ({
  kind: 'complete',
  ms: 4000,
  answer: answerFor(turn, state),
});

/** Olga asks, Boris asks two seconds later; both in the same turn of `purpose`. */
function race(purpose: Turn['purpose'], olga: Control | null, borisAsks: Control | ((turn: Turn) => Control)) {
  const sim = new Simulation();
  let met = false;
  const state = sim.run((turn, now) => {
    if (turn.purpose !== purpose || met) return sensible(turn, now);
    met = true;
    if (olga) sim.control(olga);
    sim.now += 2000;
    sim.control(typeof borisAsks === 'function' ? borisAsks(turn) : borisAsks, boris);
    return { kind: 'control', control: { control: 'say', text: 'Hm.' } };
  });
  return { sim, state, answer: state.controls.find((one) => one.by.name === 'Boris') };
}

describe('who is refused because somebody was faster reads who it was, and how long before', () => {
  it.each<[string, Control, Control, string]>([
    ['pause', { control: 'pause', mode: 'after_turn' }, { control: 'pause', mode: 'after_turn' }, 'paused_by'],
    ['pause now', { control: 'pause', mode: 'now' }, { control: 'pause', mode: 'now' }, 'paused_by'],
    ['wrap up', { control: 'wrap_up' }, { control: 'wrap_up' }, 'closing_by'],
    ['extend after the end', { control: 'wrap_up' }, { control: 'extend', minutes: 2 }, 'closing_by'],
    ['skip', { control: 'skip' }, { control: 'skip' }, 'skipped_by'],
  ])('%s', (_name, olga, asked, code) => {
    expect(race('premortem', olga, asked).answer).toMatchObject({
      state: 'refused',
      reason: { code: `control.refused.${code}`, args: { by: 'Olga', seconds: 2, minutes: 0 } },
    });
  });

  it('resume', () => {
    const sim = new Simulation();
    sim.run((turn, now) =>
      turn.purpose === 'premortem' && turn.attempt === 1
        ? { kind: 'control', control: { control: 'pause', mode: 'now' } }
        : sensible(turn, now),
    );
    sim.control({ control: 'resume' });
    sim.now += 1000;
    sim.control({ control: 'resume' }, boris);
    const state = sim.run(sensible);
    expect(state.controls.at(-1)?.reason).toEqual({
      code: 'control.refused.resumed_by',
      args: { by: 'Olga', seconds: 1, minutes: 0 },
    });
  });

  it('anything, beside a stop', () => {
    const { answer } = race('premortem', { control: 'stop', mode: 'now' }, { control: 'skip' });
    expect(answer?.reason).toEqual({ code: 'control.refused.stopped_by', args: { by: 'Olga' } });
  });

  it('nobody is named where nobody was faster', () => {
    expect(race('premortem', null, { control: 'resume' }).answer?.reason).toEqual({
      code: 'control.refused.not_paused',
    });
  });
});

describe('a skip that names its turn', () => {
  it('cuts that turn and leaves its siblings', () => {
    const { state } = race('draft', null, (turn) => ({ control: 'skip', turn: turn.turn }));
    const drafts = state.turns.filter((turn) => turn.purpose === 'draft');
    expect(drafts.map((turn) => turn.status)).toEqual(['failed', 'completed', 'completed']);
  });

  it('never cuts the one that came after it', () => {
    const { state, answer } = race('premortem', null, (turn) => ({ control: 'skip', turn: turn.turn - 1 }));
    expect(answer?.reason).toEqual({ code: 'control.refused.turn_over' });
    expect(state.turns.find((turn) => turn.purpose === 'premortem')?.status).toBe('completed');
  });
});

describe('the line of what people asked for', () => {
  it.each(['review', 'premortem', 'follow_up'] as const)('is taken up in its order from %s on', (purpose) => {
    const sim = new Simulation();
    let line: number[] = [];
    const taken: number[] = [];
    let asked = false;
    sim.run((turn, now) => {
      if (turn.purpose === purpose && !asked) {
        asked = true;
        sim.control({ control: 'handoff', seat: 'c' });
        sim.control({ control: 'request_risk', seat: 'b' }, boris);
        sim.control({ control: 'say', text: 'And you?', seat: 'a' });
        return { kind: 'control', control: { control: 'request_alt' } };
      }
      const waiting = inLine(now).map((one) => one.request);
      if (asked && line.length === 0) line = waiting;
      taken.push(...line.filter((one) => !waiting.includes(one) && !taken.includes(one)));
      return sensible(turn, now);
    });
    expect(line).toHaveLength(4);
    expect(taken).toEqual(line);
  });

  it('is empty once the council closes: nobody waits for an answer that cannot come', () => {
    const sim = new Simulation();
    let asked = false;
    const state = sim.run((turn, now) => {
      if (turn.purpose !== 'premortem' || asked) return sensible(turn, now);
      asked = true;
      sim.control({ control: 'request_risk' });
      return { kind: 'control', control: { control: 'stop', mode: 'now' } };
    });
    expect(inLine(state)).toEqual([]);
  });
});
