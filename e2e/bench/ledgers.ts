import type { Answer } from '@/lib/council/answers.schema';
import { composeLog } from '@/lib/council/compose-log';
import { findings } from '@/lib/council/policy';
import { pooled } from '@/lib/council/pool';
import { unflagged } from '@/lib/council/positions';
import { contested, poolIsStale } from '@/lib/council/protocol';
import type { RunState } from '@/lib/council/run';
import { Simulation } from '@/lib/council/testing/simulate';
import { turnOf } from './long-log';
import { median, quantile, type Row } from './table';

const turns = 200;
/** Turns at the end of each log that are measured, and logs. */
const measured = 40;
const repetitions = 5;

/** Each turn argues, objects, moves, tells something new and proposes: more than any real one brings at once. */
function answerOf(turn: number, text: string): Answer {
  const quote = text.slice(0, 80);
  const alternative = `A${(turn % 5) + 1}`;
  const told = `By my own notes the cellar number ${turn} floods every spring.`;
  const option = {
    name: `${['Rent', 'Buy', 'Build', 'Share', 'Sell'][turn % 5]} machines ${['here', 'abroad', 'later'][turn % 3]}`,
    summary: `An answer in which the machines are handled in way ${turn % 15} from the first of March on.`,
    pros: [{ text: quote, quote }],
    cons: [{ text: told, quote: told }],
    cost: { amount: turn * 7, unit: 'hours', basis: 'count' },
  };
  return {
    text: `${text} ${told}`,
    alternatives: turn % 4 === 0 ? [option] : [],
    claims: [
      { alternative, stance: turn % 2 ? 'pro' : 'con', text: quote, quote },
      { alternative: 'A1', stance: 'pro', text: told, quote: told },
    ],
    objection: turn % 6 === 0 ? { alternative, text: quote, quote, severity: 'block' } : null,
    position: { alternative, confidence: 0.7, because: quote },
    unique_facts: turn % 8 === 0 ? [{ text: told, quote: told, fact: null }] : [],
    risks:
      turn % 10 === 0
        ? [{ text: quote, quote, likelihood: 3, impact: 3, early_signal: '', mitigation: '', cost: null, owner: null }]
        : [],
  };
}

type Spent = Record<'gate' | 'pool' | 'positions' | 'log', number[]>;

/** One long log, turn by turn; the last turns are measured. `round` keeps texts apart, so that nothing is remembered. */
function hold(round: number, spent: Spent): void {
  const sim = new Simulation();
  sim.append({
    name: 'phase-entered',
    phase: 'discussion',
    boxMs: 60_000,
    item: null,
    reason: { code: 'phase.started' },
  });
  for (let turn = 1; turn <= turns; turn++) {
    const timed = (name: keyof Spent, work: (state: RunState) => unknown) => {
      const began = performance.now();
      work(sim.state);
      if (turn > turns - measured) spent[name].push(performance.now() - began);
    };
    const { move, result } = turnOf(sim.state.team, turn);
    sim.append(...move);
    for (const event of result) {
      const answer = event.name === 'turn-completed' ? answerOf(turn, `${round}: ${event.answer.text}`) : null;
      sim.append(event.name === 'turn-completed' && answer ? { ...event, answer } : event);
    }
    timed('pool', (state) => [poolIsStale(state), pooled(state)]);
    if (turn % 20 === 4) sim.append({ name: 'alternatives-pooled', alternatives: pooled(sim.state), late: turn > 4 });
    timed('positions', (state) => [unflagged(state), contested(state)]);
    timed('gate', findings);
    if (turn === turns) timed('log', (state) => composeLog(state));
  }
}

/** What the gate, the pool and the ledger of positions add to each of the last turns of a long log. */
export async function ledgers(): Promise<Row[]> {
  const spent: Spent = { gate: [], pool: [], positions: [], log: [] };
  for (let round = 0; round < repetitions; round++) hold(round, spent);
  const names = ['gate', 'pool', 'positions'] as const;
  const slow = (name: keyof Spent) => quantile(spent[name], 0.95);
  const all = names.reduce((sum, name) => sum + slow(name), 0);
  return [
    ...names.map((name): Row => ({ name: `${name}, a turn after ${turns} turns, p95`, value: slow(name), unit: 'ms' })),
    {
      name: `gate, pool and positions, a turn after ${turns} turns`,
      value: all,
      unit: 'ms',
      atMost: { of: 'value', limit: 5 },
    },
    { name: `decision log of ${turns} turns, composed`, value: median(spent.log), unit: 'ms' },
  ];
}
