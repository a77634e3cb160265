import { splitAction } from '../council/actions';
import type { Language } from '../council/agenda.schema';
import { sameTask } from '../council/duplicates';
import { resolveOwner } from '../council/owners';
import type { Person } from '../council/people';
import { resolveDue } from '../dates/due';
import { agrees, around, type Dialogue, placeOf, roomFor, takenUp } from './dialogue';
import { dueSaid } from './due-said';
import { confidenceOf, evidenceOf } from './evidence';
import type { Heard } from './heard';
import type { MinutesDecision, MinutesTask } from './minutes.schema';
import { doubtSigns } from './signs';
import { type Doing, doingIn, speaksOfWork } from './task-signs';
import { headingOf } from './titles';

export interface TaskCandidate {
  heard: Heard;
  doing: Doing | null;
  score: number;
  signs: string[];
  agreed: number | null;
  due: string | null;
}

/** How much a sentence sounds like something to be done after the meeting. */
export function weighTask(dialogue: Dialogue, heard: Heard): TaskCandidate | null {
  if (heard.words < 3) return null;
  const doing = doingIn(heard);
  const work = speaksOfWork(heard);
  if (!doing && !work) return null;
  const doubts = doubtSigns.filter(({ pattern }) => pattern[heard.language].test(heard.low));
  const signs: string[] = [];
  let score = -doubts.reduce((sum, { weight }) => sum + weight, 0);
  if (doing) {
    score += doing.weight;
    signs.push(doing.code);
  }
  if (work) {
    score += 1.2;
    signs.push('work');
  }
  const due = dueSaid(heard.text, heard.language);
  if (due) {
    score += 1.2;
    signs.push('due');
  }
  if (score <= 0) return null;
  if (heard.asks && doing?.code !== 'request') score -= 1;
  const { warmth, turn } = takenUp(dialogue, heard);
  if (warmth > 0) {
    score += Math.min(0.8, warmth);
    signs.push('agreed');
  }
  const place = placeOf(dialogue, heard.turn);
  if (place > 0.8) {
    score += 1;
    signs.push('closing');
  }
  return { heard, doing, score, signs, agreed: turn, due };
}

export function chooseTasks(dialogue: Dialogue, candidates: readonly TaskCandidate[]): TaskCandidate[] {
  const room = roomFor(dialogue, 600);
  const chosen: TaskCandidate[] = [];
  for (const one of [...candidates].sort((a, b) => b.score - a.score || a.heard.turn - b.heard.turn)) {
    if (one.score < 2.5) break;
    if (chosen.length >= room && one.score < 4.5) break;
    if (chosen.some(({ heard }) => heard === one.heard)) continue;
    chosen.push(one);
  }
  return chosen.sort((a, b) => a.heard.turn - b.heard.turn);
}

export interface AboutTasks {
  people: readonly Person[];
  heldOn: string | null;
  decisions: readonly MinutesDecision[];
}

/** Tasks without their ids: one action each, near-duplicates joined. */
export function tasksOf(dialogue: Dialogue, chosen: readonly TaskCandidate[], about: AboutTasks): MinutesTask[] {
  const tasks: MinutesTask[] = [];
  for (const one of chosen) {
    const { heard, doing } = one;
    const { language } = heard;
    const title = titleOf(one);
    const owner = ownerOf(dialogue, one, about.people);
    const due =
      one.due && about.heldOn ? resolveDue(one.due, { heldOn: about.heldOn, timeZone: 'UTC', language }).due : null;
    const { text: _, ...evidence } = evidenceOf(
      heard,
      one.agreed === null ? [] : [one.agreed],
      isStated(one) ? 'stated' : 'derived',
    );
    for (const action of doing ? splitAction(title, language) : [title]) {
      const same = tasks.find(
        (task) => sameTask(task.title, action) && (!task.owner || !owner.owner || task.owner === owner.owner),
      );
      if (same) {
        same.turns = [...new Set([...same.turns, ...evidence.turns])].sort((a, b) => a - b);
        same.owner ??= owner.owner;
        same.owner_said ??= owner.owner_said;
        same.due ??= due;
        same.due_said ??= one.due;
      } else
        tasks.push({
          id: '',
          title: headingOf(action, language, 120),
          ...owner,
          due,
          due_said: one.due,
          ...evidence,
          confidence: confidenceOf(one.score, 4),
          signs: one.signs,
          decision: decisionFor(heard, about.decisions),
        });
    }
  }
  return tasks.map((task, at) => ({ ...task, id: `T${at + 1}` }));
}

/** Somebody took it on or was given it, and something else says that it is for later: nothing less is “stated”. */
const isStated = ({ doing, signs }: TaskCandidate): boolean =>
  doing !== null &&
  doing.weight >= 2 &&
  doing.code !== 'collective' &&
  (signs.includes('due') || signs.includes('closing') || signs.includes('agreed'));

function titleOf({ heard, doing }: TaskCandidate): string {
  const what = doing?.what ?? heard.text;
  return headingOf(what.replace(/[\s.,;:!?…]+$/u, ''), heard.language, 120);
}

function ownerOf(
  dialogue: Dialogue,
  one: TaskCandidate,
  people: readonly Person[],
): Pick<MinutesTask, 'owner' | 'owner_said'> {
  const { heard, doing } = one;
  if (!doing) return { owner: null, owner_said: null };
  const said: Record<Language, Record<'i' | 'you' | 'we', string>> = {
    en: { i: 'I', you: 'you', we: 'we' },
    ru: { i: 'я', you: 'ты', we: 'мы' },
  };
  if (doing.who.kind === 'named') {
    const { owner } = resolveOwner(doing.who.name, people);
    return { owner: owner?.name ?? null, owner_said: doing.who.name };
  }
  const owner_said = said[heard.language][doing.who.kind];
  if (doing.who.kind === 'i') return { owner: heard.speaker, owner_said };
  if (doing.who.kind === 'we') return { owner: null, owner_said };
  const called = people.find((person) => addressed(heard.text, person.name));
  const answer = around(dialogue, heard.turn, 1, 2).find((next) => next.speaker !== heard.speaker && agrees(next));
  return { owner: called?.name ?? answer?.speaker ?? null, owner_said };
}

/** “Anna, can you …”, “… please, Anna.” */
function addressed(text: string, name: string): boolean {
  const [first = ''] = name.split(' ');
  if (first.length < 2) return false;
  return (
    text.startsWith(`${first},`) || new RegExp(`, ${first.replace(/[^\p{L}\p{N} -]/gu, '.')}[.?!]?$`, 'u').test(text)
  );
}

function decisionFor(heard: Heard, decisions: readonly MinutesDecision[]): string | null {
  const near = decisions.findLast(
    (one) => (one.turns[0] ?? 0) <= heard.turn && heard.turn - (one.turns.at(-1) ?? 0) <= 8,
  );
  return near?.id ?? null;
}
