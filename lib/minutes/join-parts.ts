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
  const ids = new Map<string, MinutesDecision>();
  const decisions: MinutesDecision[] = [];
  for (const [n, part] of parts.entries()) {
    for (const next of part.decisions) {
      const same = decisions.findIndex((one) => isSame(one, next, one.statement, next.statement));
      const kept = same < 0 ? next : joinedDecision(decisions[same] ?? next, next);
      if (same < 0) decisions.push(kept);
      else {
        const was = decisions[same];
        decisions[same] = kept;
        for (const [key, value] of ids) if (value === was) ids.set(key, kept);
      }
      ids.set(`${n} ${next.id}`, kept);
    }
  }
  const numbered = new Map(
    inOrder(decisions).map((one, at): [MinutesDecision, MinutesDecision] => [one, { ...one, id: `D${at + 1}` }]),
  );
  const tasks: MinutesTask[] = [];
  for (const [n, part] of parts.entries()) {
    for (const task of part.action_items) {
      const own = ids.get(`${n} ${task.decision}`);
      const next = { ...task, decision: (own && numbered.get(own)?.id) ?? null };
      const same = tasks.findIndex((one) => isSameTask(one, next));
      if (same < 0) tasks.push(next);
      else tasks[same] = joinedTask(tasks[same] ?? next, next);
    }
  }
  return {
    summary: inOrder(distinct(parts.flatMap((one) => one.summary))),
    decisions: [...numbered.values()],
    action_items: inOrder(tasks).map((one, at) => ({ ...one, id: `T${at + 1}` })),
    open_questions: inOrder(distinct(parts.flatMap((one) => one.open_questions))),
  };
}

type Cited = Pick<MinutesEvidence, 'turns' | 'quote'>;

const inOrder = <T extends Cited>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => Math.min(...a.turns) - Math.min(...b.turns));

/** Two that name other figures are two, however alike they sound: 30 days, 90 days. */
const figures = (text: string): string => (text.match(/\d+/g) ?? []).sort().join(' ');

function isSame(one: Cited, other: Cited, text: string, words: string): boolean {
  const here = one.turns.some((turn) => other.turns.includes(turn));
  const { score } = similarity(text, words);
  return (
    (here && (one.quote === other.quote || score >= alike.here)) ||
    (score >= alike.anywhere && figures(text) === figures(words))
  );
}

/** Two people's tasks stay two, however alike they are. */
function isSameTask(one: MinutesTask, other: MinutesTask): boolean {
  if (one.owner !== null && other.owner !== null && one.owner !== other.owner) return false;
  return (
    sameTask(one.title, other.title) || isSame({ ...one, quote: '' }, { ...other, quote: '-' }, one.title, other.title)
  );
}

const distinct = (list: readonly MinutesEvidence[]): MinutesEvidence[] =>
  list.filter((one, at) => !list.slice(0, at).some((before) => isSame(before, one, before.text, one.text)));

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
