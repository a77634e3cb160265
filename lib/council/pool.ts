import type { PooledAlternative } from './events';
import { findAlternative } from './ledger';
import type { RunState } from './run';
import { meansNothing, sameName, similarity } from './similarity';

/** Two names or summaries at least this similar mean the same alternative. */
const duplicateAt = 0.6;
const alike = (a: { name: string; summary: string }, b: { name: string; summary: string }) =>
  sameName(a.name, b.name) ||
  similarity(a.name, b.name).score >= duplicateAt ||
  similarity(a.summary, b.summary).score >= 0.75;

/** Proposed alternatives that the pool does not hold yet, in order of their turns. */
export function unpooled(state: RunState): { turn: number; name: string; summary: string }[] {
  const open = state.turns.flatMap(({ turn, status, answer }) =>
    status === 'completed' ? (answer?.alternatives ?? []).map(({ name, summary }) => ({ turn, name, summary })) : [],
  );
  return open.filter((one) => !findAlternative(state.alternatives, one.name));
}

/**
 * The pool with everything proposed so far: duplicates joined (both wordings kept), "do nothing" always among them.
 * `joins` are pairs of ids that the moderator found to mean the same.
 */
export function pooled(state: RunState, joins: readonly { keep: string; join: string }[] = []): PooledAlternative[] {
  const pool: PooledAlternative[] = state.alternatives.map(({ id, name, summary, turns, also, joined, nothing }) => ({
    id,
    name,
    summary,
    turns,
    also,
    joined,
    nothing,
  }));
  let last = Math.max(0, ...pool.map((one) => Number(one.id.slice(1))));
  for (const option of unpooled(state)) {
    const nothing = meansNothing(option.name);
    const twin = pool.findIndex((one) => (nothing && one.nothing) || alike(one, option));
    const same = pool[twin];
    if (same) {
      const also =
        sameName(same.name, option.name) || same.also.some((name) => sameName(name, option.name))
          ? same.also
          : [...same.also, option.name];
      pool[twin] = { ...same, also, turns: [...new Set([...same.turns, option.turn])] };
    } else {
      last += 1;
      pool.push({
        id: `A${last}`,
        name: option.name,
        summary: option.summary,
        turns: [option.turn],
        also: [],
        joined: [],
        nothing,
      });
    }
  }
  const joined = joins.reduce(join, pool);
  if (joined.some((one) => one.nothing)) return joined;
  const ru = state.agenda.language === 'ru';
  const still = {
    id: `A${last + 1}`,
    turns: [],
    also: [],
    joined: [],
    nothing: true,
    name: ru ? 'Ничего не менять' : 'Do nothing',
    summary: ru ? 'Всё остаётся так, как есть сегодня.' : 'Everything stays as it is today.',
  };
  // Said in other words it is the same one: a second would be a duplicate that nobody can mend.
  const meant = joined.find((one) => alike(one, still));
  return meant ? joined.map((one) => (one === meant ? { ...one, nothing: true } : one)) : [...joined, still];
}

function join(pool: PooledAlternative[], { keep, join: gone }: { keep: string; join: string }): PooledAlternative[] {
  const a = pool.find((one) => one.id === keep);
  const b = pool.find((one) => one.id === gone);
  // Joining must never cost a real choice: two alternatives besides "do nothing" always stay.
  if (!a || !b || a === b || a.nothing !== b.nothing || pool.filter((one) => !one.nothing).length <= 2) return pool;
  const merged = { ...a, also: [...a.also, b.name, ...b.also], turns: [...new Set([...a.turns, ...b.turns])] };
  return pool.filter((one) => one !== b).map((one) => (one === a ? merged : one));
}

/** Pairs in a pool that code takes for duplicates; the gate refuses them. */
export function duplicates(pool: readonly PooledAlternative[]): [PooledAlternative, PooledAlternative][] {
  return pool.flatMap((a, index) =>
    pool
      .slice(index + 1)
      .filter((b) => alike(a, b))
      .map((b): [PooledAlternative, PooledAlternative] => [a, b]),
  );
}
