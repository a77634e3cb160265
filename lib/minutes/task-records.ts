import { splitAction } from '../council/actions';
import type { Language } from '../council/agenda.schema';
import { sameTask } from '../council/duplicates';
import { resolveOwner } from '../council/owners';
import type { Person } from '../council/people';
import { resolveDue } from '../dates/due';
import { contentOf } from './content';
import { agrees, around, type Dialogue } from './dialogue';
import { confidenceOf, evidenceOf } from './evidence';
import { type Heard, spoken } from './heard';
import type { MinutesDecision, MinutesTask } from './minutes.schema';
import type { TaskCandidate } from './tasks';
import { headingOf, sentenceOf } from './titles';

export interface AboutTasks {
  people: readonly Person[];
  /** The day of the meeting; null: no phrase becomes a date. */
  heldOn: string | null;
  decisions: readonly MinutesDecision[];
}

/** Tasks out of chosen sentences: one action each, near-duplicates joined, a request with its answer as one. */
export function tasksOf(dialogue: Dialogue, chosen: readonly TaskCandidate[], about: AboutTasks): MinutesTask[] {
  const tasks: MinutesTask[] = [];
  for (const one of chosen) {
    const record = recordOf(dialogue, one, about);
    const actions = one.doing ? splitAction(record.title, one.heard.language) : [record.title];
    for (const title of actions) {
      const next = { ...record, title: headingOf(title, one.heard.language, 120) };
      const same = tasks.find((task) => isSame(task, next));
      if (same) join(same, next);
      else tasks.push(next);
    }
  }
  return tasks.map((task, at) => ({ ...task, id: `T${at + 1}` }));
}

function recordOf(dialogue: Dialogue, one: TaskCandidate, about: AboutTasks): MinutesTask {
  const { heard } = one;
  const { language } = heard;
  const meeting = about.heldOn === null ? null : { heldOn: about.heldOn, timeZone: 'UTC', language };
  const { text: _, ...evidence } = evidenceOf(
    heard,
    one.agreed === null ? [] : [one.agreed],
    isStated(one) ? 'stated' : 'derived',
  );
  return {
    id: '',
    title: titleOf(dialogue, one),
    ...ownerOf(dialogue, one, about.people),
    due: one.due && meeting ? resolveDue(one.due, meeting).due : null,
    due_said: one.due,
    ...evidence,
    confidence: confidenceOf(one.score, 4),
    signs: one.signs,
    decision: decisionFor(heard, about.decisions),
  };
}

/** One person took it on or was given it, and it says what, or by when, or others took it up: nothing less is “stated”. */
const isStated = ({ doing, signs }: TaskCandidate): boolean =>
  doing !== null &&
  doing.weight >= 2 &&
  doing.code !== 'collective' &&
  (signs.includes('due') ||
    signs.includes('closing') ||
    signs.includes('agreed') ||
    (doing.weight >= 3 && contentOf(doing.what).size >= 2));

/** The same task again: in other words, or a request (“could you order one?”) and the answer to it (“I'll order one”). */
function isSame(task: MinutesTask, next: MinutesTask): boolean {
  if (task.owner && next.owner && task.owner !== next.owner) return false;
  if (sameTask(task.title, next.title)) return true;
  const near = (next.turns[0] ?? 0) - (task.turns[0] ?? 0) <= 3;
  const verb = (title: string) => title.toLowerCase().split(' ', 1)[0];
  return (
    near &&
    task.owner !== null &&
    task.owner === next.owner &&
    verb(task.title) === verb(next.title) &&
    (pointing.test(task.title) || pointing.test(next.title))
  );
}
const pointing = /^\S+ (?:it|that|this|them|one|some|those|его|её|ее|их|это)(?:\s|$)/iu;

/** Joins `next` into `task`; the title that says more stays. */
function join(task: MinutesTask, next: MinutesTask): void {
  if (pointing.test(task.title) && !pointing.test(next.title)) task.title = next.title;
  task.turns = [...new Set([...task.turns, ...next.turns])].sort((a, b) => a - b);
  task.owner ??= next.owner;
  task.owner_said ??= next.owner_said;
  task.due ??= next.due;
  task.due_said ??= next.due_said;
  task.confidence = Math.max(task.confidence, next.confidence);
  if (next.origin === 'stated') task.origin = 'stated';
}

const courtesy =
  /,? (?:that(?:'d| would| will) be (?:great|good|nice|perfect|helpful)|please|thanks|okay|ok|i think|i guess|maybe|пожалуйста|спасибо|хорошо|ладно|наверное)$/iu;

/** The verb and what follows, without the date, which has a field of its own; “that” is told by what was said before. */
function titleOf(dialogue: Dialogue, { heard, doing, share, due }: TaskCandidate): string {
  if (share) return headingOf(share.what, heard.language, 120);
  const said = (doing?.what ?? spoken(heard)).replace(/[\s.,;:!?…]+$/u, '').replace(courtesy, '');
  const cut = due && said.endsWith(due) ? said.slice(0, -due.length).replace(/[\s,]+$/u, '') : said;
  const what = /\s/u.test(cut) ? cut : said;
  if (!doing || contentOf(what.replace(/^\S+/u, '')).size > 0) return headingOf(what, heard.language, 120);
  const before = around(dialogue, heard.turn, -6, -1).findLast((one) => contentOf(one.text).size >= 2);
  return before
    ? `${headingOf(what, heard.language, 60)}: ${headingOf(sentenceOf(before.text, before.language), before.language, 80)}`
    : headingOf(what, heard.language, 120);
}

const persons: Record<Language, Record<'i' | 'you' | 'we', string>> = {
  en: { i: 'I', you: 'you', we: 'we' },
  ru: { i: 'я', you: 'ты', we: 'мы' },
};

function ownerOf(
  dialogue: Dialogue,
  { heard, doing, share }: TaskCandidate,
  people: readonly Person[],
): Pick<MinutesTask, 'owner' | 'owner_said'> {
  if (share && !/^you\b/iu.test(share.who))
    return { owner: resolveOwner(share.who, people).owner?.name ?? null, owner_said: share.who };
  if (!doing) return { owner: null, owner_said: share?.who ?? null };
  if (doing.who.kind === 'named')
    return { owner: resolveOwner(doing.who.name, people).owner?.name ?? null, owner_said: doing.who.name };
  const owner_said = persons[heard.language][doing.who.kind];
  if (doing.who.kind === 'i') return { owner: heard.speaker, owner_said };
  if (doing.who.kind === 'we') return { owner: null, owner_said };
  const called = calledIn(heard.text);
  if (called) {
    const { owner } = resolveOwner(called, people);
    if (owner) return { owner: owner.name, owner_said: called };
  }
  const answer = around(dialogue, heard.turn, 1, 2).find((next) => next.speaker !== heard.speaker && agrees(next));
  return { owner: answer?.speaker ?? null, owner_said };
}

/** Whom a sentence calls: “Anna, can you …”, “… by Friday, Anna?” */
const calledIn = (text: string): string | null =>
  /^(?:\p{L}{1,6},? )?(\p{Lu}[\p{L}.-]+(?: \p{Lu}[\p{L}-]+){0,2}),/u.exec(text)?.[1] ??
  /, (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)[.?!]*$/u.exec(text)?.[1] ??
  null;

/** The decision right before: what is taken on next mostly carries it out. */
function decisionFor(heard: Heard, decisions: readonly MinutesDecision[]): string | null {
  const near = decisions.findLast(
    (one) => (one.turns[0] ?? 0) <= heard.turn && heard.turn - (one.turns.at(-1) ?? 0) <= 8,
  );
  return near?.id ?? null;
}
