import { expect, test } from 'vitest';
import type { ResultEvent } from './events';
import { answerFor } from './testing/answers';
import { Simulation } from './testing/simulate';

const called = (thread: string, stage: 'started' | 'finished', result: string | null): ResultEvent => ({
  name: 'tool-called',
  turn: 1,
  attempt: 1,
  thread,
  tool: 'search',
  stage,
  arguments: { query: 'silent agents', token: '***' },
  result,
});

test('a tool call keeps its place while it goes on: else its thread jumps below calls that came later', () => {
  const sim = new Simulation();
  sim.append(called('one', 'started', null), called('two', 'started', null), called('one', 'finished', 'Three found'));
  expect(sim.state.tools.map(({ thread, stage, result }) => [thread, stage, result])).toEqual([
    ['one', 'finished', 'Three found'],
    ['two', 'started', null],
  ]);
});

test('a tool call keeps all its stages with their times: else nobody sees where it took so long', () => {
  const sim = new Simulation();
  sim.append(called('one', 'started', null), called('one', 'finished', 'Three found'));
  const times = sim.log.flatMap((event) => (event.name === 'tool-called' ? [event.at] : []));
  expect(sim.state.tools[0]?.stages).toEqual([
    { stage: 'started', at: times[0] },
    { stage: 'finished', at: times[1] },
  ]);
});

test('a run remembers when each artifact was recorded: else the minutes cannot show them where they came', () => {
  const sim = new Simulation();
  sim.run((turn, state) => ({ kind: 'complete', ms: 10, answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 1) }));
  const places = sim.log.flatMap((event) =>
    event.name === 'artifact-recorded'
      ? [{ seq: event.seq, kind: event.artifact.kind, version: event.artifact.version }]
      : [],
  );
  expect(places.length).toBeGreaterThan(2);
  expect(sim.state.recorded).toEqual(places);
});
