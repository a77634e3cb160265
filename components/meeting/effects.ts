import type { RunState, Turn } from '@/lib/council/run';
import type { IconName } from '../ui/icon';

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

/** What a completed turn did to the ledger, in the order in which a reader wants to know it. */
export function turnEffects(state: RunState, turn: Turn): Effect[] {
  const { seat, answer } = turn;
  if (turn.status !== 'completed' || seat === null) return [];
  const name = (id: string) => state.alternatives.find((one) => one.id === id)?.name ?? id;
  const mine = <T extends { turn: number }>(rows: T[]) => rows.filter((row) => row.turn === turn.turn);
  const effects: Effect[] = [];

  for (const one of answer?.alternatives ?? []) {
    effects.push({ code: 'proposes', args: { name: one.name }, mark: 'plus' });
  }
  for (const one of mine(state.objections)) {
    const block = one.severity === 'block';
    effects.push({
      code: block ? 'blocks' : 'objects',
      args: { name: name(one.alternative) },
      mark: 'trouble',
      tone: block ? 'trouble' : 'waiting',
    });
  }
  for (const one of state.objections.filter((row) => row.answeredBy.includes(turn.turn))) {
    effects.push({
      code: one.resolved ? 'settles' : 'answers',
      args: { id: one.id, name: name(one.alternative) },
      mark: one.resolved ? 'tick' : 'to',
    });
  }
  for (const one of mine(state.risks)) {
    effects.push({ code: 'risk', args: { id: one.id, text: brief(one.text) }, mark: 'plus' });
  }
  for (const one of state.risks.filter((row) => row.mitigatedBy === turn.turn && row.turn !== turn.turn)) {
    effects.push({ code: 'mitigates', args: { id: one.id }, mark: 'tick' });
  }
  effects.push(...stand(state, turn, name));
  const scored = new Set(mine(state.scores).map((one) => one.alternative)).size;
  if (scored > 0) effects.push({ code: 'scores', args: { count: scored }, mark: 'tick' });
  const facts = mine(state.uniqueFacts).length;
  if (facts > 0) effects.push({ code: 'facts', args: { count: facts }, mark: 'plus' });
  for (const vote of state.ballot?.votes ?? []) {
    if (vote.turn !== turn.turn) continue;
    effects.push({
      code: 'votes',
      args: { name: name(vote.alternative), share: Math.round(vote.confidence * 100) },
      mark: 'tick',
    });
  }
  return effects;
}

function stand(state: RunState, turn: Turn, name: (id: string) => string): Effect[] {
  const own = state.positions.filter((one) => one.seat === turn.seat);
  const at = own.findIndex((one) => one.turn === turn.turn);
  const now = own[at];
  if (!now) return [];
  const before = own[at - 1];
  const effects: Effect[] = [];
  if (!before) effects.push({ code: 'stands', args: { name: name(now.alternative) }, mark: 'to' });
  else if (before.alternative !== now.alternative) {
    effects.push({ code: 'moves', args: { from: name(before.alternative), to: name(now.alternative) }, mark: 'to' });
  }
  if (state.flags.some((flag) => flag.turn === turn.turn)) {
    effects.push({ code: 'conformity', args: {}, mark: 'ring', tone: 'waiting' });
  }
  return effects;
}
