import { describe, expect, it } from 'vitest';
import type { Answer } from './answers.schema';
import { citationProblem } from './citations';
import { claimsOf } from './claims-of';
import type { RunState, Turn } from './run';
import { answerFor } from './testing/answers';
import { type Fate, Simulation } from './testing/simulate';

type Change = (answer: Answer, turn: Turn, state: RunState) => Answer;
const leans: Record<string, number> = { a: 0, b: 1, c: 1 };

/** A council of sensible answers, each changed before it is given. */
function held(change: Change, over: ConstructorParameters<typeof Simulation>[0] = {}) {
  const sim = new Simulation(over);
  const state = sim.run((turn, now): Fate => {
    const answer = answerFor(turn, now, leans[turn.seat ?? ''] ?? 0);
    return { kind: 'complete', ms: 1000, answer: change(answer, turn, now) };
  });
  const log = state.artifacts.decision_log?.log;
  if (!log) throw new Error('a run ends with a log');
  return { sim, state, log };
}
const cite = (turns: number[], facts: number[], quote: string) => ({ text: 'It helps.', turns, facts, quote });

describe('the scribe', () => {
  it.each([
    ['a turn that does not exist', cite([999], [], 'Shared runners helps.'), 'turn 999'],
    ['words nobody said', cite([2], [], 'Everybody agrees.'), 'do not occur in turn 2'],
    ['the words of another turn', cite([1], [], 'Shared runners helps.'), 'do not occur in turn 1'],
    ['an altered word', cite([2], [], 'Shared runners help.'), 'do not occur in turn 2'],
    ['a fact out of range', cite([], [77], 'takes 190 minutes'), 'fact 77'],
    ['no source', cite([], [], 'Shared runners helps.'), 'no turn and no fact'],
  ])('who cites %s is asked once, then the claim is an open question with its reason', (_name, bad, why) => {
    const good = cite([2], [], 'Shared runners helps.');
    const { state, log } = held((answer, turn) =>
      turn.purpose === 'record' ? { ...answer, rationale: [{ ...bad, text: 'A bold reason.' }, good] } : answer,
    );
    const records = state.turns.filter((turn) => turn.purpose === 'record');
    expect(records).toHaveLength(2);
    expect(records[1]?.asks).toMatchObject([{ code: 'citation_failed', args: { text: 'A bold reason.' } }]);
    expect(log.rationale.map((one) => one.text)).toEqual(['It helps.']);
    expect(log.open_questions.filter((one) => one.includes('A bold reason.'))).toEqual([expect.stringContaining(why)]);
  });

  it('who mends the citation keeps the claim, and nothing is left open', () => {
    const { log } = held((answer, turn, state) => {
      const again = state.turns.filter((one) => one.purpose === 'record').length > 1;
      const rationale = [cite(again ? [2] : [999], [], 'Shared runners helps.')];
      return turn.purpose === 'record' ? { ...answer, rationale } : answer;
    });
    expect(log.rationale).toMatchObject([{ turns: [2] }]);
    expect(log.open_questions).toEqual([]);
  });

  it('who leaves the claim out instead of mending it does not make it vanish', () => {
    const { log } = held((answer, turn, state) => {
      const again = state.turns.filter((one) => one.purpose === 'record').length > 1;
      const good = cite([2], [], 'Shared runners helps.');
      const bad = { ...cite([999], [], 'x'), text: 'A bold reason.' };
      return turn.purpose === 'record' ? { ...answer, rationale: again ? [good] : [bad, good] } : answer;
    });
    expect(log.open_questions).toEqual([expect.stringContaining('A bold reason.')]);
  });

  it('says so in the language of the meeting', () => {
    const { log } = held(
      (answer, turn) => (turn.purpose === 'record' ? { ...answer, rationale: [cite([999], [], 'x')] } : answer),
      { agenda: { language: 'ru' } },
    );
    expect(log.open_questions).toEqual([
      'Не вошло без подтверждения, обоснование решения: «It helps.» Источник (реплика 999) назван неверно: такой реплики не было.',
    ]);
  });
});

describe('a seat', () => {
  it('that quotes itself wrongly loses the claim, not the log', () => {
    const { log, state } = held((answer, turn) =>
      turn.purpose === 'draft' && turn.seat === 'a'
        ? {
            ...answer,
            alternatives: answer.alternatives?.map((one) => ({
              ...one,
              pros: [{ text: 'Nobody said this.', quote: 'Never said at all.' }],
            })),
          }
        : answer,
    );
    expect(JSON.stringify(log.alternatives)).not.toContain('Nobody said this.');
    expect(log.open_questions.join()).toContain('an argument in favour on “Shared runners”: “Nobody said this.”');
    expect(state.outcome).toBe('decided');
  });

  it('whose cost was never said owes it to the gate, and the log keeps only what was said', () => {
    const { log, state } = held((answer, turn) =>
      turn.purpose === 'premortem'
        ? {
            ...answer,
            risks: answer.risks?.map((one) => ({ ...one, cost: { amount: 90, unit: 'days', basis: 'a guess' } })),
          }
        : answer,
    );
    const asked = state.turns.flatMap((turn) => turn.asks.map((ask) => ask.code));
    expect(asked.filter((code) => code === 'risk_cost_missing').length).toBeGreaterThan(0);
    expect(log.risks.map((one) => one.cost)).toEqual(
      log.risks.map(() => expect.objectContaining({ amount: 1, quote: 'It takes 1 week.' })),
    );
  });

  it('whose alternative has a cost that nobody said leaves an open question, once for all who gave it', () => {
    const { log } = held((answer, turn) =>
      turn.purpose === 'draft'
        ? {
            ...answer,
            alternatives: answer.alternatives?.map((one) => ({
              ...one,
              cost: { amount: 77, unit: 'USD', basis: 'guess' },
            })),
          }
        : answer,
    );
    expect(log.alternatives.every((one) => one.cost === null)).toBe(true);
    expect(log.open_questions.filter((one) => one.includes('Own machines'))).toEqual([
      'Left out for want of evidence, a cost on “Own machines”: “77 USD” Neither the figure nor its basis is said in turns 2, 3, 4.',
    ]);
  });

  it('whose ballot gives a reason that its text does not hold is recorded with the sentence that does', () => {
    const { log } = held((answer, turn) =>
      turn.purpose === 'ballot'
        ? {
            text: 'Fine. I vote for the cheap machines.',
            vote: { alternative: 'A2', confidence: 0.7, because: 'machines are cheap' },
          }
        : answer,
    );
    expect(log.ballots.map((one) => one.because)).toEqual(log.ballots.map(() => 'I vote for the cheap machines.'));
  });

  it('that objected stays on record, answered or not, and what a person said is never lost', () => {
    const sim = new Simulation();
    let said = false;
    const state = sim.run((turn, now): Fate => {
      if (turn.purpose === 'premortem' && !said) {
        said = true;
        return { kind: 'control', control: { control: 'say', text: 'Mind the audit in April.' } };
      }
      return { kind: 'complete', ms: 1000, answer: answerFor(turn, now, leans[turn.seat ?? ''] ?? 0) };
    });
    const log = state.artifacts.decision_log?.log;
    expect(state.objections.length).toBeGreaterThan(0);
    for (const one of state.objections) expect(JSON.stringify([log?.dissent, log?.alternatives])).toContain(one.quote);
    expect(log?.open_questions).toEqual([
      expect.stringMatching(/^Olga said in turn \d+.*“Mind the audit in April\.”$/),
    ]);
  });
});

it('every claim of a log resolves', () => {
  const { log, state } = held((answer) => answer);
  const claims = claimsOf(log);
  expect(claims.length).toBeGreaterThan(10);
  expect(claims.map((claim) => citationProblem(state, claim))).toEqual(claims.map(() => null));
});

it('an earlier decision that this one goes against is flagged with the reason, and blocks nothing', () => {
  const sim = new Simulation();
  const created = sim.log[0];
  if (created?.name !== 'run-created') throw new Error('a log begins with run-created');
  const earlier = {
    id: 'E1',
    meetingId: 'm',
    title: 'Jenkins',
    statement: 'Keep the nightly build on Jenkins.',
    at: 1,
  };
  sim.state = { ...sim.state, earlier: [earlier] };
  const state = sim.run((turn, now): Fate => {
    const answer = answerFor(turn, now, leans[turn.seat ?? ''] ?? 0);
    const statement = 'Move the nightly build off Jenkins.';
    return { kind: 'complete', ms: 1, answer: turn.purpose === 'record' ? { ...answer, statement } : answer };
  });
  expect(state.artifacts.decision_log?.log.contradicts).toMatchObject([
    { decision: 'E1', title: 'Jenkins', why: expect.stringMatching(/jenkins, in opposite directions/) },
  ]);
  expect(state.outcome).toBe('decided');
});
