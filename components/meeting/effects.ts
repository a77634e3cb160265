import type { RunState, Turn } from '@/lib/council/run';
import type { IconName } from '../ui/icon';
import { grouped } from './grouped';

/** One thing that a turn changed on the board; `code` keys a sentence in `council.effects`. */
export interface Effect {
  code: string;
  args: Record<string, string | number>;
  mark: IconName;
  tone?: 'trouble' | 'waiting' | 'done';
}

/** Shortens to whole words; the full text stands on the board and in the log. */
export function brief(text: string, max = 88): string {
  if (text.length <= max) return text.replace(/[.…]$/u, '');
  const cut = text.slice(0, max);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), max - 24)).replace(/[\s,;:.–—-]+$/u, '')}…`;
}

const objectionsOf = grouped((row: RunState['objections'][number]) => [row.turn]);
const answeredBy = grouped((row: RunState['objections'][number]) => row.answeredBy);
const risksOf = grouped((row: RunState['risks'][number]) => [row.turn]);
const mitigatedBy = grouped((row: RunState['risks'][number]) => (row.mitigatedBy === null ? [] : [row.mitigatedBy]));
const scoresOf = grouped((row: RunState['scores'][number]) => [row.turn]);
const factsOf = grouped((row: RunState['uniqueFacts'][number]) => [row.turn]);
const votesOf = grouped((row: NonNullable<RunState['ballot']>['votes'][number]) => [row.turn]);
const positionsOf = grouped((row: RunState['positions'][number]) => [row.seat]);
const flagsOf = grouped((row: RunState['flags'][number]) => [row.turn]);

/** What a completed turn did to the ledger, in the order in which a reader wants to know it. */
export function turnEffects(state: RunState, turn: Turn): Effect[] {
  const { seat, answer } = turn;
  if (turn.status !== 'completed' || seat === null) return [];
  const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? id;
  const effects: Effect[] = [];

  for (const one of answer?.alternatives ?? []) {
    effects.push({ code: 'proposes', args: { name: one.name }, mark: 'plus' });
  }
  for (const one of objectionsOf(state.objections, turn.turn)) {
    const block = one.severity === 'block';
    effects.push({
      code: block ? 'blocks' : 'objects',
      args: { name: name(one.alternative) },
      mark: 'trouble',
      tone: block ? 'trouble' : 'waiting',
    });
  }
  for (const one of answeredBy(state.objections, turn.turn)) {
    effects.push({
      code: one.resolved ? 'settles' : 'answers',
      args: { id: one.id, name: name(one.alternative) },
      mark: one.resolved ? 'tick' : 'to',
    });
  }
  for (const one of risksOf(state.risks, turn.turn)) {
    effects.push({ code: 'risk', args: { id: one.id, text: brief(one.text) }, mark: 'plus' });
  }
  for (const one of mitigatedBy(state.risks, turn.turn)) {
    if (one.turn !== turn.turn) effects.push({ code: 'mitigates', args: { id: one.id }, mark: 'tick' });
  }
  effects.push(...stand(state, turn.turn, seat, name));
  const scored = new Set(scoresOf(state.scores, turn.turn).map((one) => one.alternative)).size;
  if (scored > 0) effects.push({ code: 'scores', args: { count: scored }, mark: 'tick' });
  const facts = factsOf(state.uniqueFacts, turn.turn).length;
  if (facts > 0) effects.push({ code: 'facts', args: { count: facts }, mark: 'plus' });
  for (const vote of state.ballot ? votesOf(state.ballot.votes, turn.turn) : []) {
    effects.push({
      code: 'votes',
      args: { name: name(vote.alternative), share: Math.round(vote.confidence * 100) },
      mark: 'tick',
    });
  }
  return effects;
}

function stand(state: RunState, turn: number, seat: string, name: (id: string) => string): Effect[] {
  const own = positionsOf(state.positions, seat);
  const at = own.findIndex((one) => one.turn === turn);
  const now = own[at];
  if (!now) return [];
  const before = own[at - 1];
  const effects: Effect[] = [];
  if (!before) effects.push({ code: 'stands', args: { name: name(now.alternative) }, mark: 'to' });
  else if (before.alternative !== now.alternative) {
    effects.push({ code: 'moves', args: { from: name(before.alternative), to: name(now.alternative) }, mark: 'to' });
  }
  if (flagsOf(state.flags, turn).length > 0) {
    effects.push({ code: 'conformity', args: {}, mark: 'ring', tone: 'waiting' });
  }
  return effects;
}

/** The ledgers that effects are read from. */
const ledgers = [
  'alternatives',
  'objections',
  'risks',
  'scores',
  'uniqueFacts',
  'positions',
  'ballot',
  'flags',
] as const satisfies readonly (keyof RunState)[];

/** Effects of turns over the life of a run: asked again, a turn whose effects did not change gets the same list. */
export function effectsMemory(): (state: RunState, turn: Turn) => Effect[] {
  const known = new WeakMap<Turn, { age: number; effects: Effect[] }>();
  let last: RunState | null = null;
  let age = 0;
  return (state, turn) => {
    if (last && ledgers.some((one) => last?.[one] !== state[one])) age += 1;
    last = state;
    const before = known.get(turn);
    if (before?.age === age) return before.effects;
    const effects = turnEffects(state, turn);
    const kept = before && JSON.stringify(before.effects) === JSON.stringify(effects) ? before.effects : effects;
    known.set(turn, { age, effects: kept });
    return kept;
  };
}
