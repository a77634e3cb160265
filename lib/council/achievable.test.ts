import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { achievable } from './achievable';
import type { Answer } from './answers.schema';
import { expectedFor, shortestCallMs } from './budget';
import { rehearse } from './rehearsal';
import type { RunState, Turn } from './run';
import type { Team } from './team.schema';
import { templates } from './templates';
import { answerFor } from './testing/answers';
import { agenda as anAgenda, team as aTeam } from './testing/fixtures';
import { Simulation } from './testing/simulate';
import { boxLeftMs } from './timeboxes';

const scripted = { provider: 'playbook', name: 'playbook' } as const;
const priced = { provider: 'openai', name: 'x' } as const;
const prices = { 'openai:x': { input: 250_000, output: 2_000_000 } };
/** Councils are many here; on a busy machine they take their time. */
const minute = 60_000;
const policy = { min_alternatives: 3, rationale_required: true, risk_cost_required: true };

function teamWith(experts: number, over: Partial<Team> = {}, model: Team['seats'][number]['model'] = scripted): Team {
  const { seats } = aTeam();
  const others = seats.filter((seat) => seat.role !== 'expert');
  const more = Array.from({ length: experts }, (_, n) => ({
    ...{ id: `e-${n}`, role: 'expert' as const, name: `Expert ${n}`, persona: '', tools: [] },
  }));
  return aTeam({ ...over, seats: [...others, ...more].map((seat) => ({ ...seat, model })) });
}

const settings = fc
  .record({
    experts: fc.integer({ min: 2, max: 5 }),
    protocol: fc.constantFrom('council' as const, 'panel' as const),
    method: fc.constantFrom('round_robin' as const, 'random' as const, 'auto' as const),
    rounds: fc.integer({ min: 1, max: 3 }),
    turns: fc.integer({ min: 12, max: 34 }),
    active_minutes: fc.double({ min: 0.1, max: 5, noNaN: true }),
    timebox_minutes: fc.double({ min: 0.1, max: 5, noNaN: true }),
    tokens: fc.integer({ min: 10_000, max: 400_000 }),
    money: fc.integer({ min: 0, max: 500_000 }),
    min_alternatives: fc.integer({ min: 1, max: 8 }),
    real: fc.boolean(),
    strict: fc.boolean(),
  })
  .map((s) => ({
    team: teamWith(
      s.experts,
      {
        protocol: s.protocol,
        rounds: s.rounds,
        selector: { method: s.method },
        limits: { turns: s.turns, active_minutes: s.active_minutes, tokens: s.tokens, money: s.money },
      },
      s.real ? priced : scripted,
    ),
    agenda: anAgenda({
      timebox_minutes: s.timebox_minutes,
      policy: { min_alternatives: s.min_alternatives, rationale_required: s.strict, risk_cost_required: s.strict },
    }),
  }));

/** Charges what an answer is expected to take. */
class Frugal extends Simulation {
  override complete(turn: Turn, answer: Answer): void {
    if (turn.purpose === 'say' || !turn.model || !turn.seat) return;
    const { tokens, microUsd } = expectedFor(this.state, turn.model, turn.purpose);
    const on = { turn: turn.turn, attempt: turn.attempt };
    const { purpose, model, seat } = turn;
    const usage = { inputTokens: tokens, outputTokens: 0, microUsd, known: true };
    this.append(
      { name: 'turn-completed', ...on, purpose, answer, textHash: 'h', marks: [], model },
      { name: 'usage-recorded', ...on, seat, usage },
    );
  }
}

/** Gives what is asked of it, in words of its own, and agrees. */
function goodAnswer(turn: Turn, state: RunState): Answer {
  const experts = state.team.seats.filter((seat) => seat.role === 'expert').length;
  const need = state.agenda.policy.min_alternatives;
  const shared = state.team.protocol === 'panel' ? Math.min(6, need) : Math.ceil(need / experts);
  const text = 'It helps. It may fail. To watch it takes 2 days, a guess.';
  const alternatives = Array.from({ length: shared }, (_, n) => ({
    name: `Choice ${turn.turn}00${n}`,
    summary: `What ${turn.turn}00${n} means`,
    pros: [{ text: 'It helps.', quote: 'It helps.' }],
    cons: [],
    cost: null,
  }));
  const first = state.turns.flatMap((one) => one.answer?.alternatives ?? [])[0] ?? alternatives[0];
  const stand = { alternative: state.alternatives[0]?.id ?? first?.name ?? '', confidence: 0.8, because: 'It helps.' };
  const risk = { text: 'It may fail.', quote: 'It may fail.', likelihood: 2, impact: 4, early_signal: '', owner: null };
  const mended = { ...risk, mitigation: 'Watch it', cost: { amount: 2, unit: 'days', basis: 'a guess' } };
  switch (turn.purpose) {
    case 'draft':
      return { text, alternatives, position: stand };
    case 'discuss':
      return { text, alternatives, position: stand, risks: [mended] };
    case 'premortem':
      return { text, risks: [mended] };
    case 'ballot':
      return { text, vote: stand };
    case 'follow_up':
      return { text, alternatives };
    case 'record':
      return { text, title: 'It is done', statement: 'We do it.', rationale: [] };
    case 'select':
      return { text, seat: 'e-0', reason: 'first' };
    default:
      return { ...answerFor(turn, state), ...(turn.purpose === 'review' ? { objection: null, scores: [] } : {}) };
  }
}

describe('a policy that can’t be met is refused when it is saved', () => {
  const ofSettings = ({ team, agenda }: { team: Team; agenda: ReturnType<typeof anAgenda> }) =>
    achievable(team, agenda.policy, { boxes: agenda, prices });

  it(
    'what is accepted is never escalated for its limits by experts who do their part',
    () => {
      let accepted = 0;
      fc.assert(
        fc.property(settings, (setting) => {
          if (ofSettings(setting).length > 0) return;
          accepted += 1;
          const held = (slow: boolean) => {
            const sim = new Frugal({ ...setting, prices });
            const state = sim.run((turn, now) => {
              const floor = slow && (turn.phase === 'premortem' || turn.phase === 'panel');
              const started = sim.log.findLast((event) => event.name === 'turn-started' && event.turn === turn.turn);
              const longest = started?.name === 'turn-started' ? started.deadlineMs : shortestCallMs;
              const box = Math.max(shortestCallMs, Math.min(longest, Math.ceil(boxLeftMs(now, sim.now))));
              const ms = Math.max(0, turn.startedAt + (floor ? box : shortestCallMs) - sim.now);
              return { kind: 'complete', ms, answer: goodAnswer(turn, now) };
            });
            return state.outcome;
          };
          expect(held(false) === 'decided' || held(true) === 'decided').toBe(true);
        }),
        { numRuns: 60 },
      );
      expect(accepted).toBeGreaterThan(5);
    },
    minute,
  );

  it(
    'what is refused can’t be decided, however good or fortunate the experts are',
    () => {
      let refused = 0;
      const luck = fc.array(
        fc.record({
          good: fc.boolean(),
          lean: fc.nat(3),
          ms: fc.integer({ min: shortestCallMs, max: 130_000 }),
          fails: fc.boolean(),
        }),
        { maxLength: 40 },
      );
      fc.assert(
        fc.property(settings, luck, (setting, dice) => {
          if (ofSettings(setting).length === 0) return;
          refused += 1;
          const sim = new Simulation({ ...setting, prices });
          let at = 0;
          const state = sim.run((turn, now) => {
            const rolled = dice[at++];
            const ms = Math.max(0, turn.startedAt + (rolled?.ms ?? shortestCallMs) - sim.now);
            if (rolled?.fails && rolled.lean === 0) return { kind: 'fail', retry: rolled.good, ms };
            return {
              kind: 'complete',
              ms,
              answer: rolled?.good === false ? answerFor(turn, now, rolled.lean) : goodAnswer(turn, now),
            };
          });
          expect(state.outcome).not.toBe('decided');
        }),
        { numRuns: 60 },
      );
      expect(refused).toBeGreaterThan(5);
    },
    minute,
  );

  it(
    'the least that it names would do, and one less would not',
    () => {
      fc.assert(
        fc.property(settings, ({ team, agenda }) => {
          for (const { field, args } of achievable(team, agenda.policy, { prices })) {
            if (field !== 'turns' && field !== 'tokens') continue;
            const step = field === 'turns' ? 1 : 1000;
            const with_ = (amount: number) =>
              achievable({ ...team, limits: { ...team.limits, [field]: amount } }, agenda.policy, { prices });
            expect(with_(Number(args.need)).some((one) => one.field === field)).toBe(false);
            expect(with_(Number(args.need) - step).some((one) => one.field === field)).toBe(true);
          }
        }),
        { numRuns: 20 },
      );
    },
    minute,
  );

  it('says of each limit what it is, what it should be, and where', () => {
    const limits = { turns: 12, active_minutes: 0.1, tokens: 10_000, money: 0 };
    const found = achievable(teamWith(3, { limits }, priced), policy, {
      prices,
      boxes: { timebox_minutes: 0.2, items: [] },
    });
    expect(found.map((one) => one.field)).toEqual(['turns', 'active_minutes', 'timebox_minutes', 'tokens', 'money']);
    for (const { code, field, args } of found) {
      expect(code).toBe(`policy.${field}`);
      expect(Number(args.need)).toBeGreaterThan(Number(args.have));
    }
  });

  it('more alternatives than the answers can hold', () => {
    expect(achievable(teamWith(2), { ...policy, min_alternatives: 8 })).toEqual([]);
    const [found] = achievable(teamWith(2), { ...policy, min_alternatives: 60 });
    expect(found).toMatchObject({ code: 'policy.alternatives', field: 'min_alternatives' });
    expect(achievable(teamWith(2), { ...policy, min_alternatives: Number(found?.args.have) })).toEqual([]);
  });

  it.each(templates)('the team of $id can do what its template asks', (template) => {
    const boxes = { timebox_minutes: 15, items: [] };
    const held = rehearse({ team: template.team('en', scripted), policy: template.policy, boxes, prices }, 'quick');
    expect(held.outcome, 'else nothing could be told of any team').toBe('decided');
    expect(achievable(template.team('en', scripted), template.policy)).toEqual([]);
    expect(achievable(template.team('en', priced), template.policy, { prices })).toEqual([]);
  });
});
