import { leadOf, splitAction } from './actions';
import type { AnswerFields } from './answers.schema';
import { citationProblem, foldQuote } from './citations';
import { contradictions, sayClash } from './contradictions';
import type { ActionItem } from './decision-log.schema';
import { sameTask } from './duplicates';
import { resolveOwner } from './owners';
import type { RunState, Turn } from './run';

type Said = AnswerFields['items'][number];

/** One action, before it has an id. `after`: places in the list of those that come before it. */
interface Draft extends Pick<ActionItem, 'title' | 'owner' | 'owner_ref' | 'owner_said' | 'due' | 'due_said'> {
  acceptance: string;
  turns: number[];
  facts: number[];
  quote: string;
  origin: Said['origin'];
  priority: Said['priority'];
  kind: ActionItem['kind'];
  also: string[];
  after: number[];
}

/** The completed tasks turns that brought items: the first, and its repair where citations had to be mended. */
const taskTurns = (state: RunState): (Turn & { answer: { items: Said[] } })[] =>
  state.turns.flatMap((turn) =>
    turn.purpose === 'tasks' && turn.status === 'completed' && turn.answer?.items?.length
      ? [{ ...turn, answer: { ...turn.answer, items: turn.answer.items } }]
      : [],
  );

/** An item that quotes the integrator's own words rests on that turn. */
function citedBy(turn: Turn, item: Said): Said {
  const own = item.turns.length + item.facts.length === 0 && foldQuote(turn.text).includes(foldQuote(item.quote));
  return own ? { ...item, turns: [turn.turn], origin: 'derived' } : item;
}

const checked = (state: RunState, turn: ReturnType<typeof taskTurns>[number]) =>
  turn.answer.items.map((one, at) => {
    const item = citedBy(turn, one);
    return { at, item, why: citationProblem(state, item), due: dueOf(state, turn, at) };
  });

/** Items of the integrator's last answer that cite nothing that holds, with why; they are asked for once more. */
export function brokenItems(state: RunState): { text: string; why: string }[] {
  const last = taskTurns(state).at(-1);
  return last ? checked(state, last).flatMap(({ item, why }) => (why ? [{ text: item.title, why }] : [])) : [];
}

/** The answer that counts: the last one that has an item which holds. */
function settled(state: RunState) {
  const turns = taskTurns(state).map((turn) => checked(state, turn));
  return turns.findLast((items) => items.some(({ why }) => why === null)) ?? turns.at(-1) ?? null;
}

/** Tasks that were left out because nothing that was said bears them out, with why. */
export function droppedItems(state: RunState): { text: string; why: string }[] {
  const kept = (settled(state) ?? []).filter(({ why }) => why === null).map(({ item }) => item.title);
  const dropped = new Map<string, string>();
  for (const turn of taskTurns(state))
    for (const { item, why } of checked(state, turn))
      if (why && !kept.some((title) => title === item.title || sameTask(title, item.title)))
        dropped.set(item.title, why);
  return [...dropped].map(([text, why]) => ({ text, why }));
}

/**
 * Action items of a run: one action each, one owner or none, a date or what was said of one, near-duplicates joined, in
 * an order without circles. Only what cites something that holds is kept. Without an answer: the risks' mitigations.
 */
export function composeItems(state: RunState): ActionItem[] {
  const items = settled(state);
  const drafts = items ? (items.some(({ why }) => why === null) ? split(state, items) : []) : mitigations(state);
  return join(drafts).map((draft, index, all) => finished(state, draft, index, all));
}

function owned(state: RunState, said: string | null): Pick<Draft, 'owner' | 'owner_ref' | 'owner_said'> {
  const { owner } = resolveOwner(said, state.people);
  return {
    owner: owner?.name ?? null,
    owner_ref: owner ? { kind: owner.kind, id: owner.id } : null,
    owner_said: said?.trim() || null,
  };
}

const isoDay = /^\d{4}-\d\d-\d\d$/u;

/** The day that was worked out of what was said; one that lies before the meeting is no date. */
function dueOf(state: RunState, turn: Turn, at: number): string | null {
  const said = turn.answer?.items?.[at]?.due ?? null;
  const due = turn.answer?.dues ? (turn.answer.dues[at] ?? null) : said && isoDay.test(said) ? said : null;
  return due && due >= state.agenda.held_on ? due : null;
}

/** Each item as one or more actions, one after another. */
function split(state: RunState, items: ReturnType<typeof checked>): Draft[] {
  const { language, incident } = state.agenda;
  const drafts: Draft[] = [];
  /** Places of the first and the last action of each item. */
  const places = new Map<number, { first: number; last: number }>();
  for (const { at, item, why, due } of items) {
    if (why !== null) continue;
    const { owner, title } = leadOf(item.title, language);
    const actions = splitAction(title, language);
    const first = drafts.length;
    for (const [part, action] of actions.entries()) {
      drafts.push({
        title: action,
        ...owned(state, item.owner ?? owner),
        due,
        due_said: item.due,
        acceptance: item.acceptance,
        turns: item.turns,
        facts: item.facts,
        quote: item.quote,
        origin: item.origin,
        priority: item.priority,
        kind: incident ? (item.kind ?? null) : null,
        also: actions.length > 1 && part === 0 ? [item.title] : [],
        after: part > 0 ? [first + part - 1] : [],
      });
    }
    places.set(at, { first, last: drafts.length - 1 });
  }
  for (const { at, item } of items) {
    const own = places.get(at);
    const before = item.depends_on.flatMap((n) => (n - 1 === at ? [] : (places.get(n - 1)?.last ?? [])));
    drafts[own?.first ?? -1]?.after.push(...before);
  }
  return drafts;
}

function mitigations(state: RunState): Draft[] {
  return state.risks
    .filter((risk) => risk.mitigation && risk.mitigatedBy)
    .map(
      (risk): Draft => ({
        title: leadOf(risk.mitigation, state.agenda.language).title,
        ...owned(state, risk.owner),
        due: null,
        due_said: null,
        acceptance: risk.earlySignal,
        turns: [...new Set([risk.turn, risk.mitigatedBy ?? risk.turn])],
        facts: [],
        quote: risk.quote,
        origin: 'derived',
        priority: risk.impact >= 4 ? 'high' : 'medium',
        kind: null,
        also: [],
        after: [],
      }),
    )
    .filter((draft) => citationProblem(state, draft) === null);
}

const weight = { high: 2, medium: 1, low: 0 };
const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];

/** Near-duplicates as one, unless two people own them; both wordings and both sources are kept. */
function join(drafts: readonly Draft[]): Draft[] {
  const into = drafts.map((_, at) => at);
  const kept = new Map<number, Draft>();
  for (const [at, draft] of drafts.entries()) {
    const same = [...kept].find(
      ([, one]) => sameTask(one.title, draft.title) && (!one.owner || !draft.owner || one.owner === draft.owner),
    );
    if (same) {
      into[at] = same[0];
      kept.set(same[0], joined(same[1], draft));
    } else kept.set(at, draft);
  }
  const place = new Map([...kept.keys()].map((at, index) => [at, index]));
  const list = [...kept.values()].map((draft, index) => ({
    ...draft,
    after: union([], draft.after)
      .flatMap((at) => place.get(into[at] ?? -1) ?? [])
      .filter((at) => at !== index),
  }));
  return withoutCircles(list);
}

function joined(one: Draft, other: Draft): Draft {
  const lead = one.origin === 'derived' && other.origin === 'stated' ? other : one;
  const second = lead === one ? other : one;
  const dues = [one.due, other.due].filter((due) => due !== null).sort();
  return {
    ...lead,
    ...(lead.owner ? {} : { owner: second.owner, owner_ref: second.owner_ref }),
    owner_said: lead.owner_said ?? second.owner_said,
    due: dues[0] ?? null,
    due_said: lead.due_said ?? second.due_said,
    acceptance: one.acceptance === other.acceptance ? one.acceptance : `${lead.acceptance} ${second.acceptance}`.trim(),
    turns: union(lead.turns, second.turns),
    facts: union(lead.facts, second.facts),
    priority: weight[one.priority] >= weight[other.priority] ? one.priority : other.priority,
    kind: lead.kind ?? second.kind,
    also: union(lead.also, [second.title, ...second.also]).filter((title) => title !== lead.title),
    after: union(one.after, other.after),
  };
}

/** Leaves out each dependency that would close a circle. */
function withoutCircles(list: readonly Draft[]): Draft[] {
  const after: number[][] = list.map(() => []);
  const reaches = (from: number, to: number): boolean =>
    from === to || (after[from] ?? []).some((next) => reaches(next, to));
  for (const [index, draft] of list.entries())
    for (const before of union([], draft.after)) if (!reaches(before, index)) after[index]?.push(before);
  return list.map((draft, index) => ({ ...draft, after: after[index] ?? [] }));
}

function finished(state: RunState, draft: Draft, index: number, all: readonly Draft[]): ActionItem {
  const { after, ...rest } = draft;
  const { language } = state.agenda;
  const id = (at: number) => `${state.runId}-T${at + 1}`;
  return {
    ...rest,
    id: id(index),
    decision_id: `${state.runId}-decision`,
    depends_on: after.filter((at) => at < all.length).map(id),
    contradicts: contradictions(draft.title, state.earlier).map(({ decision, title, why }) => ({
      decision,
      title,
      why: sayClash(why, language),
    })),
    note: null,
    version: 1,
    status: 'proposed',
    external_urls: {},
    idempotency_key: `${state.meetingId}:${state.runId}:T${index + 1}`,
  };
}
