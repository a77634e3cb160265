import type { RunState } from '@/lib/council/run';
import type { ModelRef } from '@/lib/council/team.schema';

export type Doing = 'speaks' | 'drafts' | 'reviews' | 'votes' | 'retrying' | 'next' | 'waits';

/** What a seat does now and has done; shares are parts of what all seats used, null where it used nothing. */
export interface SeatFacts {
  doing: Doing;
  /** The turn that it speaks, which a skip would cut. */
  turn: number | null;
  turns: number;
  time: number | null;
  /** Null also where the reader may not see costs. */
  cost: number | null;
  tools: { name: string; calls: number; running: boolean }[];
}

const doings: Partial<Record<string, Doing>> = { draft: 'drafts', review: 'reviews', ballot: 'votes' };

/** The facts of every seat, in one pass over the turns; `next`: who is expected to speak next. */
export function seatFacts(
  state: Pick<RunState, 'turns' | 'tools' | 'bySeat' | 'team'>,
  next: string | null,
): Map<string, SeatFacts> {
  const facts = new Map<string, SeatFacts & { ms: number; microUsd: number }>();
  for (const { id, tools } of state.team.seats) {
    const used = state.bySeat[id];
    facts.set(id, {
      doing: next === id ? 'next' : 'waits',
      turn: null,
      turns: used?.turns ?? 0,
      time: null,
      cost: null,
      ms: 0,
      microUsd: used?.microUsd ?? 0,
      tools: tools.map((name) => ({ name, calls: 0, running: false })),
    });
  }
  for (const turn of state.turns) {
    const one = turn.seat === null ? undefined : facts.get(turn.seat);
    if (!one) continue;
    if (turn.endedAt !== null) one.ms += Math.max(0, turn.endedAt - turn.startedAt);
    if (turn.status !== 'open' && turn.status !== 'retrying') continue;
    one.doing = turn.status === 'retrying' ? 'retrying' : (doings[turn.purpose] ?? 'speaks');
    one.turn = turn.turn;
  }
  for (const { turn, tool, stage } of state.tools) {
    const asker = state.turns[turn - 1];
    const one = facts.get(asker?.seat ?? '');
    if (!one) continue;
    const badge = one.tools.find(({ name }) => name === tool) ?? { name: tool, calls: 0, running: false };
    if (!one.tools.includes(badge)) one.tools.push(badge);
    badge.calls += 1;
    // A call whose turn was cut never comes back.
    badge.running ||= stage === 'started' && asker?.status === 'open';
  }
  const all = [...facts.values()];
  const [ms, microUsd] = [sum(all.map((one) => one.ms)), sum(all.map((one) => one.microUsd))];
  for (const one of all) {
    if (one.ms > 0) one.time = one.ms / ms;
    if (one.microUsd > 0) one.cost = one.microUsd / microUsd;
  }
  return facts;
}

/** The model that all seats share, or null where they differ. */
export function oneModel({ team }: RunState): ModelRef | null {
  const [first, ...rest] = team.seats.map((seat) => seat.model);
  if (!first) return null;
  return rest.every((one) => one.provider === first.provider && one.name === first.name) ? first : null;
}

const sum = (of: number[]) => of.reduce((all, one) => all + one, 0);
