import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.schema';
import { citationProblem } from './citations';
import { claimsOf } from './claims-of';
import type { Control } from './controls.schema';
import type { LoggedEvent } from './events';
import { evolve, fold } from './evolve';
import { decide } from './moves';
import type { RunState, Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';
import { type Audience, veil } from './veil';

const priced = { provider: 'openai', name: 'x' } as const;
const steering = fc.oneof(
  fc.constantFrom<Control>(
    { control: 'wrap_up' },
    { control: 'skip' },
    { control: 'skip', turn: 3 },
    { control: 'extend', minutes: 2 },
    { control: 'handoff', seat: 'b' },
    { control: 'request_alt' },
    { control: 'request_risk', seat: 'c' },
    { control: 'say', text: 'Mind the cost.' },
    { control: 'say', text: 'You, please.', seat: 'a' },
    { control: 'handoff', seat: 'nobody' },
  ),
);
const stopping = fc.constantFrom<Control>(
  { control: 'pause', mode: 'now' },
  { control: 'pause', mode: 'after_turn' },
  { control: 'resume' },
  { control: 'stop', mode: 'now' },
);

type Die =
  | { kind: 'complete' | 'fail' | 'refuse' | 'crash'; lean: number; ms: number }
  | { kind: 'control'; control: Control };
const die = (controls: fc.Arbitrary<Control>): fc.Arbitrary<Die> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('complete' as const),
        lean: fc.nat(4),
        ms: fc.integer({ min: 1, max: 90_000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('fail' as const, 'refuse' as const, 'crash' as const),
        lean: fc.nat(4),
        ms: fc.nat(200_000),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('control' as const), control: controls }) },
  );

const setUp = fc.record({
  protocol: fc.constantFrom('council' as const, 'panel' as const),
  method: fc.constantFrom('round_robin' as const, 'random' as const, 'auto' as const, 'custom' as const),
  turns: fc.integer({ min: 12, max: 70 }),
  money: fc.integer({ min: 0, max: 900_000 }),
  minutes: fc.integer({ min: 1, max: 20 }),
  rounds: fc.integer({ min: 1, max: 3 }),
  real: fc.boolean(),
  seed: fc.nat(),
});
type SetUp = typeof setUp extends fc.Arbitrary<infer T> ? T : never;

function simulation(s: SetUp): Simulation {
  const base = new Simulation().state.team;
  const selector =
    s.method === 'custom'
      ? {
          method: 'custom' as const,
          rules: [
            { when: { open_objection: true }, pick: { by: 'objector' as const } },
            { when: {}, pick: { seat: 'b' } },
          ],
        }
      : { method: s.method };
  return new Simulation({
    seed: s.seed,
    agenda: { timebox_minutes: s.minutes },
    team: {
      protocol: s.protocol,
      rounds: s.rounds,
      selector,
      seats: s.real ? base.seats.map((seat) => ({ ...seat, model: priced })) : base.seats,
      limits: { turns: s.turns, active_minutes: s.minutes, tokens: 300_000, money: s.money },
    },
    prices: { 'openai:x': { input: 1_000_000, output: 4_000_000 } },
  });
}

interface Lie {
  quote: number;
  turn: number;
}
/** The answer with some quotes altered and some turns that do not exist. */
function twisted(answer: Answer, lie: Lie | undefined): Answer {
  if (!lie) return answer;
  let quotes = 0;
  return JSON.parse(
    JSON.stringify(answer, (key, value) => {
      if (key === 'quote' && quotes++ % 5 === lie.quote) return `${value} as nobody said`;
      return key === 'turns' && lie.turn === 0 ? [999] : value;
    }),
  );
}

function play(sim: Simulation, dice: Die[], lies: Lie[] = []): RunState {
  let at = 0;
  let told = 0;
  const answerOf = (turn: Turn, state: RunState, lean: number) => twisted(answerFor(turn, state, lean), lies[told++]);
  return sim.run((turn: Turn, state: RunState): Fate => {
    const rolled = dice[at++];
    if (!rolled) return { kind: 'complete', ms: 3000, answer: answerOf(turn, state, turn.turn) };
    if (rolled.kind === 'control') return { kind: 'control', control: rolled.control };
    if (rolled.kind === 'crash') return { kind: 'crash' };
    if (rolled.kind === 'complete')
      return { kind: 'complete', ms: rolled.ms, answer: answerOf(turn, state, rolled.lean) };
    return { kind: 'fail', retry: rolled.kind === 'fail', ms: rolled.ms };
  });
}

const cases = { numRuns: 250 };

describe('whatever happens', () => {
  it('a run that nobody paused or stopped ends inside its ceilings with a log or an escalation', () => {
    fc.assert(
      fc.property(setUp, fc.array(die(steering), { maxLength: 80 }), (s, dice) => {
        const sim = simulation(s);
        const state = play(sim, dice);
        expect(state.status).toBe('finished');
        expect(['decided', 'escalated']).toContain(state.outcome);
        expect(state.artifacts.decision_log?.log.status).toBe(state.outcome === 'decided' ? 'proposed' : 'escalated');
        expect(state.used.attempts).toBeLessThanOrEqual(s.turns);
        expect(state.used.tokens).toBeLessThanOrEqual(300_000);
        expect(state.used.microUsd).toBeLessThanOrEqual(s.money);
        expect(state.clock.activeMs).toBeLessThanOrEqual(s.minutes * 60_000 + state.extendedMs);
      }),
      cases,
    );
  });

  it('folding twice gives the same state, and evolve accepts every veiled log', () => {
    fc.assert(
      fc.property(setUp, fc.array(die(fc.oneof(steering, stopping)), { maxLength: 60 }), (s, dice) => {
        const sim = simulation(s);
        const state = play(sim, dice);
        expect(fold(sim.log)).toEqual(state);
        expect(fold([...sim.log, ...sim.log])).toEqual(state);
        for (const audience of [
          'moderator',
          'member',
          'live',
          'transcript',
          'quotes',
          'decision',
        ] as const satisfies Audience[]) {
          const seen = fold(sim.log.map((event) => veil(event, audience)));
          expect([seen.head, seen.status, seen.phases.length, seen.turns.length]).toEqual([
            state.head,
            state.status,
            state.phases.length,
            state.turns.length,
          ]);
          expect(seen.ballot?.majority).toEqual(state.ballot?.majority);
          if (audience !== 'decision' && audience !== 'quotes') expect(seen.ballot).toEqual(state.ballot);
        }
        expect(sim.log.map((event) => event.seq)).toEqual(sim.log.map((_, i) => i + 1));
      }),
      cases,
    );
  });

  it('a log that is cut anywhere and continued never repeats a completed turn', () => {
    fc.assert(
      fc.property(
        setUp,
        fc.array(die(steering), { maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (s, dice, where) => {
          const whole = simulation(s);
          play(whole, dice);
          const cut = simulation(s);
          const keep = Math.max(2, Math.floor(where * whole.log.length));
          cut.log = whole.log.slice(0, keep);
          cut.state = fold(cut.log);
          cut.now = cut.log.at(-1)?.at ?? cut.now;
          if (cut.state.status !== 'finished') {
            cut.resumeAs(cut.state.epoch);
            play(cut, []);
          }
          expect(cut.state.status).toBe('finished');
          const completed = cut.log.filter((event) => event.name === 'turn-completed').map((event) => event.turn);
          expect(new Set(completed).size).toBe(completed.length);
          const kept = whole.log
            .slice(0, keep)
            .filter((event): event is LoggedEvent & { name: 'turn-completed' } => event.name === 'turn-completed');
          for (const event of kept) expect(cut.state.turns[event.turn - 1]?.answer).toEqual(event.answer);
        },
      ),
      cases,
    );
  });

  it('a log holds only claims that resolve, and loses no person’s word and no seat’s objection', () => {
    const lie = fc.record({ quote: fc.nat(5), turn: fc.nat(6) });
    fc.assert(
      fc.property(
        setUp,
        fc.array(die(steering), { maxLength: 40 }),
        fc.array(lie, { maxLength: 60 }),
        (s, dice, lies) => {
          const sim = simulation(s);
          const state = play(sim, dice, lies);
          const log = state.artifacts.decision_log?.log;
          if (!log) throw new Error('a run ends with a log');
          expect(claimsOf(log).map((claim) => [claim, citationProblem(state, claim)])).toEqual(
            claimsOf(log).map((claim) => [claim, null]),
          );
          const kept = JSON.stringify(log);
          for (const turn of state.turns.filter((one) => one.seat === null)) {
            const cited = claimsOf(log).some((claim) => claim.turns.includes(turn.turn));
            expect(cited || log.open_questions.some((one) => one.includes(turn.text))).toBe(true);
          }
          for (const turn of state.turns) {
            const { objection } = (turn.status === 'completed' && turn.answer) || {};
            if (objection) expect(kept).toContain(objection.text);
          }
        },
      ),
      cases,
    );
  });

  it('stop beats resume and pause beats retry', () => {
    fc.assert(
      fc.property(setUp, fc.array(die(steering), { maxLength: 30 }), (s, dice) => {
        const sim = simulation(s);
        let asked = false;
        let rolls = 0;
        sim.run((turn, state) => {
          const rolled = dice[rolls++];
          if (rolled?.kind === 'fail' && !asked) {
            asked = true;
            sim.control({ control: 'pause', mode: 'after_turn' });
            return { kind: 'fail', retry: true, ms: 1 };
          }
          return { kind: 'complete', ms: 100, answer: answerFor(turn, state, turn.turn) };
        });
        if (sim.state.status !== 'paused') return;
        expect(decide(sim.state, sim.now + 60_000)).toEqual({ kind: 'rest' });
        sim.control({ control: 'resume' });
        sim.control({ control: 'stop', mode: 'now' });
        expect(sim.run(() => ({ kind: 'crash' })).outcome).toBe('stopped');
      }),
      cases,
    );
  });

  it('no selector starves a seat on the floor', () => {
    fc.assert(
      fc.property(setUp, (s) => {
        const sim = simulation({ ...s, turns: 120, minutes: 60, money: 90_000_000, real: false });
        sim.run((turn, state) => ({
          kind: 'complete',
          ms: 500,
          answer: answerFor(turn, state, turn.seat === 'a' ? 0 : 2),
        }));
        const floor = sim.state.turns.filter(
          (turn) => turn.purpose !== 'select' && (turn.phase === 'discussion' || turn.phase === 'panel'),
        );
        const counts = ['a', 'b', 'c'].map((seat) => floor.filter((turn) => turn.seat === seat).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
        if (floor.length >= 6) expect(Math.min(...counts)).toBeGreaterThan(0);
      }),
      cases,
    );
  });

  it('the clock stands while paused: evolve counts only gaps of one driver', () => {
    const sim = new Simulation();
    sim.run((turn, state) =>
      turn.purpose === 'review'
        ? { kind: 'control', control: { control: 'pause', mode: 'now' } }
        : { kind: 'complete', ms: 1000, answer: answerFor(turn, state) },
    );
    const before = sim.state.clock.activeMs;
    sim.now += 3_600_000;
    sim.control({ control: 'resume' });
    sim.takeOver();
    sim.run((turn, state) => ({ kind: 'complete', ms: 0, answer: answerFor(turn, state) }));
    expect(sim.state.clock.activeMs).toBe(before);
    expect(sim.log.reduce<RunState | null>((s, event) => (s ? evolve(s, event) : fold([event])), null)).toEqual(
      sim.state,
    );
  });
});
