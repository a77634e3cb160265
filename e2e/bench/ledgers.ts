import type { Answer } from '@/lib/council/answers.schema';
import { composeLog } from '@/lib/council/compose-log';
import { findings } from '@/lib/council/policy';
import { pooled } from '@/lib/council/pool';
import { unflagged } from '@/lib/council/positions';
import { contested, poolIsStale } from '@/lib/council/protocol';
import type { RunState } from '@/lib/council/run';
import { Simulation } from '@/lib/council/testing/simulate';
import { turnOf } from './long-log';
import { quantile, type Row } from './table';

const turns = 200;

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

/** What the gate, the pool and the ledger of positions add to each of the last turns of a long log. */
export async function ledgers(): Promise<Row[]> {
  const sim = new Simulation();
  sim.append({
    name: 'phase-entered',
    phase: 'discussion',
    boxMs: 60_000,
    item: null,
    reason: { code: 'phase.started' },
  });
  const spent: Record<string, number[]> = { gate: [], pool: [], positions: [] };
  const timed = (name: string, work: (state: RunState) => unknown) => {
    const began = performance.now();
    work(sim.state);
    spent[name]?.push(performance.now() - began);
  };
  for (let turn = 1; turn <= turns; turn++) {
    const { move, result } = turnOf(sim.state.team, turn);
    sim.append(...move);
    for (const event of result)
      sim.append(event.name === 'turn-completed' ? { ...event, answer: answerOf(turn, event.answer.text) } : event);
    timed('pool', (state) => [poolIsStale(state), pooled(state)]);
    if (turn % 20 === 4) sim.append({ name: 'alternatives-pooled', alternatives: pooled(sim.state), late: turn > 4 });
    timed('positions', (state) => [unflagged(state), contested(state)]);
    timed('gate', findings);
  }
  const last = (name: string) => quantile(spent[name]?.slice(-20) ?? [], 0.95);
  const began = performance.now();
  composeLog(sim.state);
  const composed = performance.now() - began;
  const each = Object.keys(spent).map(
    (name): Row => ({ name: `${name}, a turn after ${turns} turns, p95`, value: last(name), unit: 'ms' }),
  );
  const all = Object.keys(spent).reduce((sum, name) => sum + last(name), 0);
  return [
    ...each,
    {
      name: `gate, pool and positions, a turn after ${turns} turns`,
      value: all,
      unit: 'ms',
      atMost: { of: 'value', limit: 5 },
    },
    { name: `decision log of ${turns} turns, composed`, value: composed, unit: 'ms' },
  ];
}
