import { sameTask } from '../council/duplicates';
import { similarity } from '../council/similarity';
import type { MinutesDecision, MinutesEvidence, MinutesTask } from './minutes.schema';
import type { PartMinutes } from './settle-part';

/** Turns of one record at most. */
const mostTurns = 8;
/** Likeness from which records that share a turn are one, and from which they are one wherever they stand. */
const alike = { here: 0.3, anywhere: 0.7 };

/**
 * What all parts brought as one: a record that stands in two of them, or was said twice, once with both places; everything
 * in the order of the meeting and numbered anew.
 */
export function joinParts(parts: readonly PartMinutes[]): PartMinutes {
  const decisions: Kept<MinutesDecision>[] = [];
  const tasks: Kept<MinutesTask>[] = [];
  /** Which decision became of which part's. */
  const became = new Map<string, Kept<MinutesDecision>>();
  for (const [n, part] of parts.entries()) {
    for (const next of part.decisions) {
      const known = decisions.find((kept) => isSame(kept, n, next, ({ statement }) => statement));
      const kept = known ?? { one: next, parts: [] };
      if (known) known.one = joinedDecision(known.one, next);
      else decisions.push(kept);
      kept.parts.push(n);
      became.set(`${n} ${next.id}`, kept);
    }
  }
  const numbered = new Map(
    [...decisions].sort((a, b) => firstOf(a.one) - firstOf(b.one)).map((kept, at) => [kept, `D${at + 1}`]),
  );
  for (const [n, part] of parts.entries()) {
    for (const task of part.action_items) {
      const own = became.get(`${n} ${task.decision}`);
      const next = { ...task, decision: (own && numbered.get(own)) ?? null };
      const known = tasks.find((kept) => isSameTask(kept, n, next));
      if (known) known.one = joinedTask(known.one, next);
      else tasks.push({ one: next, parts: [n] });
      known?.parts.push(n);
    }
  }
  return {
    summary: distinct(parts, ({ summary }) => summary),
    decisions: [...numbered].map(([{ one }, id]) => ({ ...one, id })),
    action_items: inOrder(tasks.map(({ one }) => one)).map((one, at) => ({ ...one, id: `T${at + 1}` })),
    open_questions: distinct(parts, ({ open_questions }) => open_questions),
  };
}

/** A record as it is so far, and the parts that it came from. */
interface Kept<T> {
  one: T;
  parts: number[];
}

type Cited = Pick<MinutesEvidence, 'turns' | 'quote'>;

const firstOf = ({ turns }: Cited): number => Math.min(...turns);
const inOrder = <T extends Cited>(list: readonly T[]): T[] => [...list].sort((a, b) => firstOf(a) - firstOf(b));

/** Two that name other figures are two, however alike they sound: 30 days, 90 days. */
const figures = (text: string): string => (text.match(/\d+/g) ?? []).sort().join(' ');

/** Of two records in one part, made of one turn, each is meant: only what two parts show can be the same turn again. */
function isSame<T extends Cited>({ one, parts }: Kept<T>, n: number, next: T, words: (of: T) => string): boolean {
  const here = !parts.includes(n) && one.turns.some((turn) => next.turns.includes(turn));
  const { score } = similarity(words(one), words(next));
  if (here && (one.quote === next.quote || score >= alike.here)) return true;
  return score >= alike.anywhere && figures(words(one)) === figures(words(next));
}

/** Two people's tasks stay two, however alike they are. */
function isSameTask(kept: Kept<MinutesTask>, n: number, next: MinutesTask): boolean {
  const { one } = kept;
  if (one.owner !== null && next.owner !== null && one.owner !== next.owner) return false;
  return sameTask(one.title, next.title) || isSame(kept, n, next, ({ title }) => title);
}

function distinct(parts: readonly PartMinutes[], list: (part: PartMinutes) => MinutesEvidence[]): MinutesEvidence[] {
  const all: Kept<MinutesEvidence>[] = [];
  for (const [n, part] of parts.entries())
    for (const next of list(part)) {
      const known = all.find((kept) => isSame(kept, n, next, ({ text }) => text));
      if (known) known.parts.push(n);
      else all.push({ one: next, parts: [n] });
    }
  return inOrder(all.map(({ one }) => one));
}

const places = (one: Cited, other: Cited): number[] => {
  const quoted = one.turns;
  const more = other.turns.filter((turn) => !quoted.includes(turn));
  return [...quoted, ...more].slice(0, mostTurns).sort((a, b) => a - b);
};

/** The surer one, with what only the other has. */
function joinedDecision(one: MinutesDecision, other: MinutesDecision): MinutesDecision {
  const [first, second] = other.confidence > one.confidence ? [other, one] : [one, other];
  const more = <T extends Cited>(mine: readonly T[], theirs: readonly T[]) => [
    ...mine,
    ...theirs.filter((each) => !mine.some(({ quote }) => quote === each.quote)),
  ];
  return {
    ...first,
    turns: places(first, second),
    alternatives: more(first.alternatives, second.alternatives),
    rationale: more(first.rationale, second.rationale),
    objections: more(first.objections, second.objections),
  };
}

function joinedTask(one: MinutesTask, other: MinutesTask): MinutesTask {
  const [first, second] = other.confidence > one.confidence ? [other, one] : [one, other];
  return {
    ...first,
    owner: first.owner ?? second.owner,
    owner_said: first.owner_said ?? second.owner_said,
    due: first.due ?? second.due,
    due_said: first.due_said ?? second.due_said,
    origin: second.origin === 'stated' ? 'stated' : first.origin,
    decision: first.decision ?? second.decision,
    turns: places(first, second),
  };
}
