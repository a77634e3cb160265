import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../council/events';
import { fold } from '../council/evolve';
import { answerFor } from '../council/testing/answers';
import { Simulation } from '../council/testing/simulate';
import { replayOf } from './replay';

function council(): LoggedEvent[] {
  const sim = new Simulation();
  sim.run(
    (turn, state) => ({ kind: 'complete', ms: 9000, answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 1) }),
    400,
  );
  return sim.log;
}
const log = council();

/** The same log with a night between two events. */
const withNight = (after: number) =>
  log.map((event, n) => ({ ...event, at: event.at + (n > after ? 9 * 3_600_000 : 0) }));

describe('a replayed run', () => {
  it('shows at every event what people saw then, also after jumps back: else a replay tells another story', () => {
    const replay = replayOf(log);
    for (const n of [log.length - 1, 3, 40, 12, log.length - 5, 0]) {
      const ms = replay.msOf(log[n]?.seq ?? 0);
      const last = log.findLastIndex((event) => replay.msOf(event.seq) <= ms);
      expect(replay.viewAt(ms).state).toEqual(fold(log.slice(0, last + 1)));
      expect(replay.seqAt(ms)).toBe(log[last]?.seq);
    }
  });

  it('lets a text grow while it is spoken, at the pace at which it was; at once where nothing may move', () => {
    const replay = replayOf(log);
    const started = log.find((event) => event.name === 'turn-started');
    const done = log.find((event) => event.name === 'turn-completed');
    if (started?.name !== 'turn-started' || done?.name !== 'turn-completed') throw new Error('No turn');
    const [from, to] = [replay.msOf(started.seq), replay.msOf(done.seq)];
    expect(to - from).toBe(done.at - started.at);
    const text = replay.viewAt(from + (to - from) / 2).speech[done.turn]?.text ?? '';
    expect(text.length).toBe(Math.ceil(done.answer.text.length / 2));
    expect(done.answer.text.startsWith(text)).toBe(true);
    expect(replay.viewAt(from + 1, true).speech).toEqual({});
    expect(replay.viewAt(to).speech).toEqual({});
    expect(replay.msOfTurn(done.turn)).toBe(to);
  });

  it('shortens a night of silence, and its clock still tells when things were said', () => {
    const after = log.findIndex((event) => event.name === 'turn-completed');
    const night = withNight(after);
    expect(replayOf(night).lengthMs - replayOf(log).lengthMs).toBeLessThanOrEqual(2000);
    const next = night[after + 1];
    if (!next) throw new Error('Nothing after the first turn');
    const replay = replayOf(night);
    expect(replay.clockAt(replay.lengthMs)).toBe(night.at(-1)?.at);
  });

  it('gives a reader time where everything was said at once', () => {
    const atOnce = log.map((event) => ({ ...event, at: 0 }));
    const texts = log.filter((event) => event.name === 'turn-completed').length;
    expect(replayOf(atOnce).lengthMs).toBeGreaterThan(texts);
  });

  it('marks every phase, the ballot and the end', () => {
    const { marks } = replayOf(log);
    const phases = log.filter((event) => event.name === 'phase-entered').length;
    expect(marks.filter((one) => one.kind === 'phase')).toHaveLength(phases);
    expect(marks.map((one) => one.kind)).toEqual(expect.arrayContaining(['ballot', 'end']));
  });
});
