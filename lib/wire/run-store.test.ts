import { describe, expect, it } from 'vitest';
import { fold } from '../council/evolve';
import { answerFor } from '../council/testing/answers';
import { Simulation } from '../council/testing/simulate';
import { toStreamEvent } from './stream-event';
import { type RunView, take } from './take';

const delta = (turn: number, attempt: number, offset: number, text: string, epoch = 1) =>
  ({ type: 'chat_message', status: 'streaming', payload: { epoch, turn, attempt, offset, delta: text } }) as const;

function pausedCouncil(): Simulation {
  const sim = new Simulation();
  sim.run(
    (turn, state) =>
      turn.purpose === 'premortem'
        ? { kind: 'control', control: { control: 'pause', mode: 'now' } }
        : { kind: 'complete', ms: 10, answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 1) },
    400,
  );
  return sim;
}

describe('the run in the browser', () => {
  it('ends with the same state as the server, whatever is sent twice', () => {
    const sim = pausedCouncil();
    const [created, ...rest] = sim.log;
    const start: RunView = { state: fold(created ? [created] : []), speech: {}, connection: 'live', retryInMs: null };
    const frames = rest.map(toStreamEvent);
    const wire = JSON.parse(JSON.stringify([...frames.slice(0, 30), ...frames])) as typeof frames;
    expect(wire.reduce<RunView>((view, frame) => take(view, frame), start).state).toEqual(
      JSON.parse(JSON.stringify(sim.state)),
    );
  });

  it('shows spoken text in order and drops frames of an older attempt or driver', () => {
    const sim = new Simulation();
    sim.append({ name: 'phase-entered', phase: 'frame', boxMs: 1, item: null, reason: { code: 'phase.started' } });
    sim.append({
      name: 'turn-started',
      turn: 1,
      attempt: 2,
      seat: 'mod',
      purpose: 'frame',
      model: { provider: 'playbook', name: 'p' },
      standIn: false,
      reservation: { tokens: 0, microUsd: 0 },
      asks: [],
      deadlineMs: 1000,
    });
    const view: RunView = { state: sim.state, speech: {}, connection: 'live', retryInMs: null };
    const frames = [
      delta(1, 2, 0, 'One '),
      delta(1, 1, 0, 'stale'),
      delta(1, 2, 4, 'two'),
      delta(1, 2, 40, 'gap'),
      delta(1, 2, 0, 'old', 0),
      delta(1, 2, 4, 'two three'),
    ];
    expect(frames.reduce<RunView>(take, view).speech).toEqual({ 1: { attempt: 2, text: 'One two three' } });
  });

  it('drops spoken text once the turn is final', () => {
    const sim = new Simulation();
    sim.append({ name: 'phase-entered', phase: 'frame', boxMs: 1, item: null, reason: { code: 'phase.started' } });
    sim.append({
      name: 'turn-started',
      turn: 1,
      attempt: 1,
      seat: 'mod',
      purpose: 'frame',
      model: { provider: 'playbook', name: 'p' },
      standIn: false,
      reservation: { tokens: 0, microUsd: 0 },
      asks: [],
      deadlineMs: 1000,
    });
    const spoken = take({ state: sim.state, speech: {}, connection: 'live', retryInMs: null }, delta(1, 1, 0, 'Half'));
    const open = sim.open()[0];
    if (!open) throw new Error('No open turn');
    sim.complete(open, { text: 'Half and whole.' });
    const done = sim.log.slice(-2).map(toStreamEvent).reduce<RunView>(take, spoken);
    expect(done.speech).toEqual({});
    expect(done.state.turns[0]?.text).toBe('Half and whole.');
  });
});
