import type { Person } from '../council/people';
import { type Candidate, chooseDecisions, decisionOf, weighDecision } from './decisions';
import { chairOf, commonWords, type Dialogue, namesOf } from './dialogue';
import { type Heard, hear, joinOn, marksQuestions } from './heard';
import type { Minutes } from './minutes.schema';
import { openQuestions } from './questions';
import { summaryOf } from './summary';
import { tasksOf } from './task-records';
import { chooseTasks, type TaskCandidate, weighTask } from './tasks';
import { headingOf } from './titles';
import type { Transcript } from './transcript';

export interface Taking {
  title?: string;
  /** The day of the meeting, YYYY-MM-DD; without it nothing that was said becomes a date. */
  heldOn?: string;
  /** Who may own a task besides those who speak. */
  people?: readonly Person[];
}

/** How many steps of how many are done. */
export interface Progress {
  done: number;
  of: number;
}

/** Turns between two reports. */
const atOnce = 500;

/**
 * Minutes by rules alone: cues of decisions and commitments, who takes up what, who leads, when it is said. In steps,
 * so that a caller can show progress and let others in; linear in the length of the transcript.
 */
export function* minutesInSteps(transcript: Transcript, taking: Taking = {}): Generator<Progress, Minutes> {
  const { turns, language } = transcript;
  const of = turns.length * 2;
  const all: Heard[] = [];
  const starts: number[] = [];
  const marked = marksQuestions(transcript);
  for (const turn of turns) {
    starts.push(all.length);
    for (const heard of hear(turn, marked)) {
      const last = all.at(-1);
      if (last) joinOn(last, heard);
      all.push(heard);
    }
    if (turn.turn % atOnce === 0) yield { done: turn.turn, of };
  }
  const people = [...(taking.people ?? []), ...speakersOf(transcript)];
  const dialogue: Dialogue = {
    transcript,
    all,
    starts,
    chair: chairOf(transcript),
    names: namesOf(people.map(({ name }) => name)),
    common: commonWords(transcript),
  };
  const decided: Candidate[] = [];
  const doing: TaskCandidate[] = [];
  for (const [at, heard] of all.entries()) {
    const decision = weighDecision(dialogue, heard);
    if (decision) decided.push(decision);
    const task = weighTask(dialogue, heard);
    if (task) doing.push(task);
    if (at % atOnce === atOnce - 1) yield { done: turns.length + heard.turn, of };
  }
  const decisions = chooseDecisions(dialogue, decided).map((one, at) => decisionOf(dialogue, one, at + 1));
  yield { done: of, of };
  const action_items = tasksOf(dialogue, chooseTasks(dialogue, doing), {
    people,
    heldOn: taking.heldOn ?? null,
    decisions,
  });
  yield { done: of, of };
  const summary = summaryOf(dialogue);
  yield { done: of, of };
  return {
    title: taking.title ?? transcript.title ?? titleFrom(summary[0]?.text, transcript),
    language,
    made_by: { provider: 'rules', model: 'rules' },
    summary,
    decisions,
    action_items,
    open_questions: openQuestions(dialogue),
  };
}

/** Minutes by rules at once; `on` hears how far they are. */
export function minutesByRules(
  transcript: Transcript,
  { on, ...taking }: Taking & { on?: (progress: Progress) => void } = {},
): Minutes {
  const steps = minutesInSteps(transcript, taking);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    on?.(step.value);
  }
}

const mostPeople = 300;
/** Who speaks, as people who may own a task: those who say most, where there are very many. */
export function speakersOf({ turns }: Transcript): Person[] {
  const said = new Map<string, number>();
  for (const { speaker } of turns) if (speaker !== null) said.set(speaker, (said.get(speaker) ?? 0) + 1);
  return [...said]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostPeople)
    .map(([name]) => ({ kind: 'member', id: name, name, aliases: [], title: null }));
}

function titleFrom(text: string | undefined, { language, turns }: Transcript): string {
  return headingOf(text ?? turns.find((one) => one.text.trim())?.text ?? '', language, 80);
}
