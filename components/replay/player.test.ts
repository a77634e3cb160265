import { expect, test } from 'vitest';
import { answerFor } from '@/lib/council/testing/answers';
import { Simulation } from '@/lib/council/testing/simulate';
import { replayOf } from '@/lib/wire/replay';
import { createPlayer } from './player';

const sim = new Simulation();
sim.run((turn, state) => ({ kind: 'complete', ms: 8000, answer: answerFor(turn, state, 1) }), 400);
const replay = replayOf(sim.log);
const player = () => createPlayer(replay, 0, false);

test('time passes only while it plays, as fast as was chosen, and stands still at the end', () => {
  const one = player();
  one.pass(1000);
  expect(one.getSnapshot().ms).toBe(0);
  one.play();
  one.setSpeed(16);
  one.pass(100);
  expect(one.getSnapshot().ms).toBe(1600);
  one.pass(replay.lengthMs);
  expect(one.getSnapshot()).toMatchObject({ ms: replay.lengthMs, playing: false });
  expect(one.getSnapshot().state.status).toBe('finished');
  one.play();
  expect(one.getSnapshot()).toMatchObject({ ms: 0, playing: true });
});

test('steps go from turn to turn and stop at both ends', () => {
  const one = player();
  one.step('previous');
  expect(one.getSnapshot().ms).toBe(0);
  const starts = [...new Set(replay.turnsMs)];
  for (const ms of starts.filter((one) => one > 0)) {
    one.step('next');
    expect(one.getSnapshot().ms).toBe(ms);
  }
  one.step('next');
  expect(one.getSnapshot().ms).toBe(replay.lengthMs);
  one.step('previous');
  expect(one.getSnapshot().ms).toBe(starts.at(-1));
});
