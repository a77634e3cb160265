import { contradictions } from './contradictions';
import type { Joined } from './decision-log.schema';
import type { PooledAlternative } from './events';
import { figuresIn } from './figures';
import { findAlternative } from './ledger';
import type { RunState } from './run';
import { meansNothing, sameName, similarity, stems } from './similarity';

type Wording = Pick<PooledAlternative, 'name' | 'summary'>;

/** Names, and summaries, at least this similar mean the same alternative. */
const sameNameAt = 0.6;
const sameSummaryAt = 0.75;

/** Why two wordings mean the same alternative: how similar, and by which words; null: they do not. */
export function likeness(a: Wording, b: Wording): { score: number; shared: string[] } | null {
  const names = similarity(a.name, b.name);
  if (sameName(a.name, b.name)) return { ...names, score: 1 };
  if (names.score >= sameNameAt && !apart(a.name, b.name)) return names;
  const summaries = similarity(a.summary, b.summary);
  const other = namedApart(a, b) && namedApart(b, a);
  return summaries.score >= sameSummaryAt && !other && !apart(a.summary, b.summary) ? summaries : null;
}

/** Much alike, and yet another figure, the opposite direction, or one of them denied. */
function apart(a: string, b: string): boolean {
  const figures = [figuresIn(a), figuresIn(b)].map((found) => found.sort((x, y) => x - y).join());
  if (figures[0] && figures[1] && figures[0] !== figures[1]) return true;
  return contradictions(a, [{ id: '', meetingId: '', title: b, statement: '', at: 0 }]).length > 0;
}

/** The summary of `a` speaks of something that its name names, and `b` of nothing of the kind: two vendors, two candidates. */
function namedApart(a: Wording, b: Wording): boolean {
  const own = stems(a.summary);
  const others = stems(`${b.name} ${b.summary}`);
  return [...stems(a.name).keys()].some((word) => own.has(word) && !others.has(word));
}

const alike = (a: Wording, b: Wording) => likeness(a, b) !== null;

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
export function pooled(state: RunState, joins: readonly Join[] = []): PooledAlternative[] {
  const pool: PooledAlternative[] =
    state.pooledAt === 0 ? earlierRound(state) : state.alternatives.map(({ cost, ...one }) => one);
  let last = Math.max(0, ...pool.map((one) => Number(one.id.slice(1))));
  for (const option of unpooled(state)) {
    const nothing = meansNothing(option.name);
    const twin = pool.findIndex((one) => (nothing && one.nothing) || alike(one, option));
    const same = pool[twin];
    if (same) {
      const known = [same.name, ...same.also].some((name) => sameName(name, option.name));
      pool[twin] = {
        ...same,
        also: known ? same.also : [...same.also, option.name],
        joined: [...same.joined, ...wording(same, option)],
        turns: [...new Set([...same.turns, option.turn])],
      };
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

/** A run that was sent back begins with the alternatives of the round before it. */
const earlierRound = (state: RunState): PooledAlternative[] =>
  (state.previous?.alternatives ?? []).map(({ name, summary }, index) => ({
    id: `A${index + 1}`,
    name,
    summary,
    turns: [],
    also: [],
    joined: [],
    nothing: meansNothing(name),
  }));

/** Another proposal of what the pool holds, in its own words; nothing where the words are the same. */
function wording(kept: PooledAlternative, option: Wording & { turn: number }): Joined[] {
  const told = [kept, ...kept.joined].some(
    (one) => sameName(one.name, option.name) && sameName(one.summary, option.summary),
  );
  if (told) return [];
  const { score, shared } = likeness(kept, option) ?? similarity(kept.name, option.name);
  const { name, summary, turn } = option;
  return [{ name, summary, turn, by: 'code', score: Math.round(score * 100) / 100, shared }];
}

interface Join {
  keep: string;
  join: string;
  why?: string;
}

function join(pool: PooledAlternative[], { keep, join: gone, why = '' }: Join): PooledAlternative[] {
  const a = pool.find((one) => one.id === keep);
  const b = pool.find((one) => one.id === gone);
  // Joining must never cost a real choice: two alternatives besides "do nothing" always stay.
  if (!a || !b || a === b || a.nothing !== b.nothing || pool.filter((one) => !one.nothing).length <= 2) return pool;
  const turn = b.turns[0];
  const told: Joined[] = turn
    ? [{ name: b.name, summary: b.summary, turn, by: 'moderator', score: null, shared: [], ...(why && { why }) }]
    : [];
  const merged = {
    ...a,
    also: [...a.also, b.name, ...b.also],
    joined: [...a.joined, ...told, ...b.joined],
    turns: [...new Set([...a.turns, ...b.turns])],
  };
  return pool.filter((one) => one !== b).map((one) => (one === a ? merged : one));
}

const pairs = new WeakMap<readonly PooledAlternative[], [PooledAlternative, PooledAlternative][]>();

/** Pairs in a pool that code takes for duplicates; the gate refuses them. */
export function duplicates(pool: readonly PooledAlternative[]): [PooledAlternative, PooledAlternative][] {
  const known = pairs.get(pool) ?? duplicatesIn(pool);
  pairs.set(pool, known);
  return known;
}

function duplicatesIn(pool: readonly PooledAlternative[]): [PooledAlternative, PooledAlternative][] {
  return pool.flatMap((a, index) =>
    pool
      .slice(index + 1)
      .filter((b) => alike(a, b))
      .map((b): [PooledAlternative, PooledAlternative] => [a, b]),
  );
}
