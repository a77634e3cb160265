import type { Purpose } from './answers.schema';
import type { Phase, Reason } from './events';
import { findAlternative } from './ledger';
import { openObjections, owing } from './protocol';
import type { RunState } from './run';
import { experts, leading, positionsNow } from './tally';
import type { Seat, SelectorRule } from './team.schema';
import { owedFacts } from './unique-facts';

export interface Selection {
  seat: string;
  reason: Reason;
  runnerUp: string | null;
  method: string;
}
/** `ask`: the team's method wants a model to pick among the candidates. */
export type Selected = Selection | { ask: string[] } | null;

/** No seat may lead the least heard candidate by more than this many turns, so that none starves. */
const lead = 2;

const counted = new WeakMap<RunState['turns'], Record<string, number>>();

/** Turns of each expert in the floor's phases so far (discussion, premortem, panel); counted once for a list of turns. */
function heard(state: RunState): Record<string, number> {
  const known = counted.get(state.turns) ?? countHeard(state);
  counted.set(state.turns, known);
  return known;
}

function countHeard(state: RunState): Record<string, number> {
  const turns: Record<string, number> = Object.fromEntries(experts(state.team).map((seat) => [seat.id, 0]));
  for (const turn of state.turns) {
    if (turn.seat && turns[turn.seat] !== undefined && isFloor(turn.phase))
      turns[turn.seat] = (turns[turn.seat] ?? 0) + 1;
  }
  return turns;
}
const isFloor = (phase: Phase | null) => phase === 'discussion' || phase === 'premortem' || phase === 'panel';

/** Hard filters: experts only, no immediate repeat; who gave `once` is out, else who is far ahead of the least heard. */
function candidates(state: RunState, once: Purpose | null): Seat[] {
  const all = experts(state.team);
  const turns = heard(state);
  const given = new Set(
    state.phases
      .at(-1)
      ?.turns.map((n) => state.turns[n - 1])
      .map((turn) => (turn?.purpose === once ? turn?.seat : null)),
  );
  const last = state.turns.findLast((turn) => turn.seat && turn.purpose !== 'select')?.seat;
  const fair = once ? Number.POSITIVE_INFINITY : Math.min(...all.map((seat) => turns[seat.id] ?? 0)) + lead;
  const allowed = all.filter((seat) => (turns[seat.id] ?? 0) < fair && !given.has(seat.id));
  const fresh = allowed.filter((seat) => seat.id !== last);
  return fresh.length > 0 ? fresh : allowed;
}

/** A 32-bit hash of seed and turn (FNV-1a), so that `random` is data, not dice. */
function dice(seed: number, turn: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${seed}:${turn}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}

/**
 * Who speaks next: hard filters, a person's handoff, seats that owe something, the team's method, the least heard.
 * `once`: a purpose that each expert serves once in this phase. Null: nobody is left.
 */
export function select(state: RunState, once: Purpose | null): Selected {
  const pool = candidates(state, once);
  const byTurns = leastHeard(state, pool);
  const result = (seat: string, reason: Reason, method: string): Selection => ({
    seat,
    reason,
    method,
    runnerUp: byTurns.find((one) => one.id !== seat)?.id ?? null,
  });
  const handoff = handoffOf(state);
  if (handoff) return result(handoff.seat, handoff.reason, 'person');
  const [only, second] = pool;
  if (!only) return null;
  const owed = owes(state, pool);
  if (owed) return result(owed.seat, owed.reason, 'rule');
  if (!second) return result(only.id, { code: 'selector.only_one' }, 'filter');
  const { selector } = state.team;
  switch (selector.method) {
    case 'round_robin': {
      const order = experts(state.team).map((seat) => seat.id);
      const last = order.indexOf(state.turns.findLast((turn) => turn.seat && order.includes(turn.seat))?.seat ?? '');
      const next = order
        .map((_, i) => order[(last + 1 + i) % order.length])
        .find((id) => pool.some((seat) => seat.id === id));
      return result(next ?? only.id, { code: 'selector.round_robin' }, 'round_robin');
    }
    case 'random': {
      const seat = pool[dice(state.seed, state.turns.length) % pool.length] ?? only;
      return result(seat.id, { code: 'selector.random' }, 'random');
    }
    case 'custom': {
      for (const [index, rule] of selector.rules.entries()) {
        const seat = holds(rule, state, pool) ? picked(rule, state, pool) : null;
        if (seat) return result(seat, { code: 'selector.custom', args: { rule: index + 1 } }, 'custom');
      }
      return result(byTurns[0]?.id ?? only.id, { code: 'selector.least_heard' }, 'custom');
    }
    case 'auto': {
      const asked = state.turns.findLast((turn) => turn.seat);
      const choice = asked?.purpose === 'select' && asked.status === 'completed' ? asked.answer?.seat : undefined;
      if (choice && pool.some((seat) => seat.id === choice)) {
        return result(choice, { code: 'selector.auto', args: { why: asked?.answer?.reason ?? '' } }, 'auto');
      }
      if (asked?.purpose === 'select' && asked.status !== 'open' && asked.status !== 'retrying') {
        return result(byTurns[0]?.id ?? only.id, { code: 'selector.least_heard' }, 'auto');
      }
      return { ask: pool.map((seat) => seat.id) };
    }
  }
}

function leastHeard(state: RunState, pool: Seat[]): Seat[] {
  const turns = heard(state);
  return [...pool].sort((a, b) => (turns[a.id] ?? 0) - (turns[b.id] ?? 0));
}

/** The oldest person's request that names an expert and is not met yet. */
export function handoffOf(state: RunState): { seat: string; reason: Reason } | null {
  for (const { open, control, request, by } of state.controls) {
    if (!open || (control.control !== 'handoff' && control.control !== 'say') || !control.seat) continue;
    if (experts(state.team).some((seat) => seat.id === control.seat)) {
      return { seat: control.seat, reason: { code: 'selector.handoff', args: { by: by.name, request } } };
    }
  }
  return null;
}

/**
 * An open objection is answered by who stands for its alternative; a fact that only one seat knows is told by that
 * seat; a risk without mitigation is completed by who raised it.
 */
function owes(state: RunState, pool: Seat[]): { seat: string; reason: Reason } | null {
  if (state.phases.at(-1)?.phase === 'premortem') return null;
  for (const objection of openObjections(state)) {
    const stands = pool.find((seat) => owing(state, objection).includes(seat.id));
    if (stands) {
      const args = { objection: objection.id, alternative: nameOf(state, objection.alternative) };
      return { seat: stands.id, reason: { code: 'selector.objection', args } };
    }
  }
  const fact = owedFacts(state).find((one) => pool.some((seat) => seat.id === one.seat));
  if (fact) return { seat: fact.seat, reason: { code: 'selector.unique_fact' } };
  const risk = state.risks.find((one) => !one.mitigation && pool.some((seat) => seat.id === one.seat));
  return risk ? { seat: risk.seat, reason: { code: 'selector.risk', args: { risk: risk.id } } } : null;
}

const nameOf = (state: RunState, id: string) => findAlternative(state.alternatives, id)?.name ?? id;

function holds({ when }: SelectorRule, state: RunState, pool: Seat[]): boolean {
  const turns = heard(state);
  const last = state.turns.findLast((turn) => turn.seat)?.seat;
  return (
    (when.phase === undefined || when.phase === state.phases.at(-1)?.phase) &&
    (when.last_seat === undefined || when.last_seat === last) &&
    (when.open_objection === undefined ||
      when.open_objection === state.objections.some((one) => one.answeredBy.length === 0)) &&
    (when.risks_below === undefined || state.risks.length < when.risks_below) &&
    (when.unheard === undefined || when.unheard === pool.some((seat) => turns[seat.id] === 0))
  );
}

function picked({ pick }: SelectorRule, state: RunState, pool: Seat[]): string | null {
  const among = (id: string | undefined) => pool.find((seat) => seat.id === id)?.id ?? null;
  if ('seat' in pick) return among(pick.seat);
  const positions = positionsNow(state);
  const leader = leading(state);
  switch (pick.by) {
    case 'least_heard':
      return leastHeard(state, pool)[0]?.id ?? null;
    case 'objector':
      return among(state.objections.findLast((one) => one.answeredBy.length === 0)?.seat);
    case 'minority':
      return pool.find((seat) => positions[seat.id] && positions[seat.id]?.alternative !== leader)?.id ?? null;
    case 'leader_author':
      return among(
        state.turns[(state.alternatives.find((one) => one.id === leader)?.turns[0] ?? 0) - 1]?.seat ?? undefined,
      );
  }
}
