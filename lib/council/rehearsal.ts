import type { Agenda, Policy } from './agenda.schema';
import { type Answer, alternativesAtOnce } from './answers.schema';
import { deadlineFor, expectedFor, shortestCallMs } from './budget';
import type { LoggedEvent, Price, RunEvent } from './events';
import { evolve, initialState } from './evolve';
import { decide } from './moves';
import { policyOf } from './policy';
import type { RunState, Turn } from './run';
import type { Team } from './team.schema';
import { boxLeftMs } from './timeboxes';

export type Boxes = Pick<Agenda, 'timebox_minutes' | 'items'>;

const said = 'This is what speaks for it.';
const cost = { amount: 1, unit: 'day', basis: 'an estimate' };
/** Says all that any of its claims rests on. */
const text = `${said} It costs ${cost.amount} ${cost.unit}, ${cost.basis}.`;
const claim = { text: said, quote: said };
const nobody = { userId: '', name: '' };
/** Far beyond any real run: a rehearsal that needs more would never end. */
const mostMoves = 10_000;

/** `quick`: every call takes the shortest time it may have. `slow`: on the floor, so long that the fewest have a turn. */
export type Pace = 'quick' | 'slow';

export interface Setting {
  team: Team;
  policy: Policy;
  boxes: Boxes;
  prices: Record<string, Price>;
}

/**
 * A run held in thought, by experts as good as can be: they answer at the first attempt, with the tokens an answer is
 * expected to take; they agree, and bring whatever the policy asks for. What they can't bring to a decision, nobody can.
 */
export function rehearse({ team, policy, boxes, prices }: Setting, pace: Pace): RunState {
  let seq = 1;
  let now = 0;
  const agenda: Agenda = {
    title: '-',
    language: 'en',
    template: 'general',
    question: 'Which answer do we choose?',
    decider: '-',
    reversibility: 'two-way',
    facts: [],
    constraints: [],
    criteria: [],
    incident: null,
    held_on: '2000-01-01',
    time_zone: 'UTC',
    policy,
    ...boxes,
  };
  let state = initialState({
    name: 'run-created',
    seq,
    at: now,
    epoch: 1,
    runId: '',
    meetingId: '',
    agenda,
    team,
    teamVersion: 1,
    criteria: [{ name: 'Use', weight: 1 }],
    seed: 1,
    prices,
    people: [],
    earlier: [],
    parentRun: null,
    note: null,
    previous: null,
    by: nobody,
  });
  const append = (...events: RunEvent[]) => {
    for (const event of events) {
      seq += 1;
      const logged: LoggedEvent = { ...event, seq, at: now, epoch: 1 };
      state = evolve(state, logged);
    }
  };
  append({ name: 'run-started' });
  for (let moves = 0; moves < mostMoves; moves++) {
    const move = decide(state, now);
    if (move.kind === 'rest') return state;
    if (move.kind === 'append') {
      append(...move.events);
      continue;
    }
    const open = state.turns.filter((turn) => turn.status === 'open');
    now = open.length > 0 ? now + callMs(state, now, pace) : Math.max(now, move.until ?? now);
    append(...open.flatMap((turn) => spoken(state, turn, open.length)));
  }
  return state;
}

function callMs(state: RunState, now: number, pace: Pace): number {
  const phase = state.phases.at(-1)?.phase;
  const floor = phase === 'discussion' || phase === 'premortem' || phase === 'panel';
  if (pace === 'quick' || !floor) return shortestCallMs;
  return Math.max(shortestCallMs, Math.min(Math.ceil(boxLeftMs(state, now)), deadlineFor(state, now, false)));
}

/** What a turn comes to; `together` turns are spoken at once and share what is to be brought. */
function spoken(state: RunState, turn: Turn, together: number): RunEvent[] {
  const { purpose, model, seat } = turn;
  if (purpose === 'say' || !model || !seat) return [];
  const { tokens, microUsd } = expectedFor(state, model, purpose);
  const on = { turn: turn.turn, attempt: turn.attempt };
  const answer = answerOf(state, turn, together);
  return [
    { name: 'turn-completed', ...on, purpose, answer, textHash: '', marks: [], model },
    {
      name: 'usage-recorded',
      ...on,
      seat,
      usage: { inputTokens: tokens, outputTokens: 0, microUsd, known: true },
    },
  ];
}

function answerOf(state: RunState, turn: Turn, together: number): Answer {
  const alternatives = brings(turn.purpose) ? alternativesOf(state, turn, together) : [];
  const first = state.turns.flatMap((one) => one.answer?.alternatives ?? [])[0] ?? alternatives[0];
  const position = { alternative: state.alternatives[0]?.id ?? first?.name ?? '-', confidence: 1, because: said };
  const risk = {
    ...claim,
    likelihood: 1,
    impact: 1,
    early_signal: said,
    mitigation: said,
    cost,
    owner: null,
  };
  return {
    text,
    alternatives,
    position,
    vote: position,
    scores: turn.purpose === 'review' ? scoresOf(state) : [],
    objection: null,
    risks: turn.purpose === 'premortem' || turn.purpose === 'discuss' ? [risk] : [],
    title: said,
    statement: said,
    summary: said,
    items: [],
  };
}

const brings = (purpose: Turn['purpose']) => purpose === 'draft' || purpose === 'discuss' || purpose === 'follow_up';

/** As many new answers to the question as are missing, no two alike. */
function alternativesOf(state: RunState, { turn }: Turn, together: number) {
  const have = state.turns.reduce((sum, one) => sum + (one.answer?.alternatives?.length ?? 0), 0);
  const owed = Math.max(have === 0 ? 1 : 0, Math.ceil((policyOf(state).min_alternatives - have) / together));
  return Array.from({ length: Math.min(owed, alternativesAtOnce) }, (_, index) => {
    const name = `Answer ${turn * 10 + index}`;
    return { name, summary: name, pros: [claim], cons: [claim], cost: null };
  });
}

const scoresOf = (state: RunState) =>
  state.alternatives.flatMap(({ id }) =>
    state.criteria.map(({ name }) => ({ alternative: id, criterion: name, score: 5 })),
  );
