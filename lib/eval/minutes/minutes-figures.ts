import { splitAction, startsWithVerb } from '@/lib/council/actions';
import { claimsIn, problemIn, soundMinutes } from '@/lib/minutes/check';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import { type Figure, tell } from '../table';
import type { LabelledMeeting } from './meetings';
import { hits } from './turns-found';

/** Turns that people linked, counted from 1 as minutes do. */
export const linkedTurns = (list: readonly { turns: readonly number[] }[]): number[] =>
  list.flatMap(({ turns }) => turns.map((turn) => turn + 1));
export const citedTurns = (list: readonly { turns: readonly number[] }[]): number[] =>
  list.flatMap(({ turns }) => [...turns]);

/** What holds of minutes whoever took them: their evidence, and their tasks. */
export function soundness({ transcript, heldOn }: LabelledMeeting, minutes: Minutes): Record<string, Figure> {
  const claims = claimsIn(minutes);
  const resolves = (one: (typeof claims)[number]) => {
    const problem = problemIn(transcript, one);
    return problem === null || problem === 'quote_not_found';
  };
  const tasks = minutes.action_items;
  const stated = tasks.filter(({ origin }) => origin === 'stated');
  const speakers = new Set(transcript.turns.map(({ speaker }) => speaker));
  return {
    ...partsRead(minutes),
    'citations resolve': tell(claims, resolves),
    'quotes match': tell(claims, (one) => problemIn(transcript, one) === null),
    'bad citations caught': badCitations(minutes, transcript),
    'tasks atomic': tell(tasks, (one) => splitAction(one.title, minutes.language).length === 1),
    'stated tasks verb-first': tell(stated, (one) => startsWithVerb(one.title, minutes.language)),
    'owners known': tell(tasks, ({ owner }) => owner === null || speakers.has(owner)),
    'dates ahead': tell(tasks, ({ due }) => due === null || (heldOn !== null && due >= heldOn)),
  };
}

/** Parts that the model read itself; the others are the rules’, and say nothing about it. */
const partsRead = ({ reading }: Minutes): Record<string, Figure> =>
  reading ? { 'parts read': { right: reading.parts - reading.by_rules.length, of: reading.parts } } : {};

/** How much of what people found stands in the minutes; only where a meeting's labels say so much. */
export function coverage({ gold }: LabelledMeeting, minutes: Minutes): Record<string, Figure> {
  const found = (labels: readonly { turns: number[] }[], cited: readonly number[]) =>
    tell(labels, (label) => hits(cited, linkedTurns([label])).found > 0);
  const exact = (labels: readonly { turns: number[] }[], list: readonly { turns: number[] }[]) =>
    tell(labels, (label) => list.some(({ turns }) => linkedTurns([label]).some((turn) => turns.includes(turn))));
  const matched = gold.actions.flatMap((label) => {
    const linked = linkedTurns([label]);
    const task =
      minutes.action_items.find(({ turns: [first] }) => first !== undefined && linked.includes(first)) ??
      minutes.action_items.find(({ turns }) => linked.some((turn) => turns.includes(turn)));
    return task ? [{ label, task }] : [];
  });
  const labelled = matched.filter(({ label }) => label.owner !== undefined);
  return {
    'alternatives covered': exact(
      gold.alternatives,
      minutes.decisions.flatMap((one) => one.alternatives),
    ),
    'objections covered': exact(
      gold.objections,
      minutes.decisions.flatMap((one) => one.objections),
    ),
    'open questions covered': found(gold.problems, citedTurns(minutes.open_questions)),
    'owners right': tell(labelled, ({ label, task }) => task.owner === label.owner),
    'dates right': tell(labelled, ({ label, task }) => task.due === label.due),
  };
}

/** Decisions and tasks as a regression test sees them: cited turns that are near a linked one, and the other way round. */
export function turnFigures({ gold }: LabelledMeeting, minutes: Minutes): Record<string, Figure> {
  const decisions = hits(citedTurns(minutes.decisions), linkedTurns(gold.decisions));
  const tasks = hits(citedTurns(minutes.action_items), linkedTurns(gold.actions));
  return {
    'decision turns right': { right: decisions.right, of: decisions.cited },
    'decision turns found': { right: decisions.found, of: decisions.linked },
    'task turns right': { right: tasks.right, of: tasks.cited },
    'task turns found': { right: tasks.found, of: tasks.linked },
    ...(gold.actions.length === 0 && {
      'no stated task invented': tell([minutes.action_items], (list) =>
        list.every(({ origin }) => origin !== 'stated'),
      ),
    }),
  };
}

/** Ways to cite wrongly, planted in a decision, a task, a reason and a question: each must be thrown out, alone. */
function badCitations(minutes: Minutes, transcript: LabelledMeeting['transcript']): Figure {
  const n = transcript.turns.length;
  const said = transcript.turns.find(({ text }) => /\p{L}{4,}.*\p{L}{4,}/u.test(text));
  const quote = said?.text ?? '';
  const here = [said?.turn ?? 1];
  const lies = {
    'turn that is not there': { turns: [n + 1], quote },
    'no turn': { turns: [], quote },
    'one of two is not there': { turns: [...here, 0], quote },
    'never said': { turns: here, quote: 'Nobody in the whole wide world ever uttered this sentence' },
    'altered word': { turns: here, quote: quote.replace(/\p{L}{4,}/u, 'otherwise') },
    'no words': { turns: here, quote: ' … ' },
  };
  const origin = 'stated' as const;
  const planted = Object.entries(lies).map(([name, lie]) => ({ text: `Planted: ${name}`, origin, ...lie }));
  const marks = { confidence: 1, signs: [] };
  const spoilt: Minutes = {
    ...minutes,
    summary: [...planted, ...minutes.summary],
    open_questions: [...minutes.open_questions, ...planted],
    decisions: [
      ...minutes.decisions.map((one) => ({ ...one, rationale: [...one.rationale, ...planted] })),
      ...planted.map(({ text, ...lie }) => ({
        id: 'D0',
        title: text,
        statement: text,
        ...lie,
        ...marks,
        alternatives: [],
        rationale: [],
        objections: [],
      })),
    ],
    action_items: [
      ...minutes.action_items,
      ...planted.map(({ text, ...lie }) => ({
        id: 'T0',
        title: text,
        owner: null,
        owner_said: null,
        due: null,
        due_said: null,
        ...lie,
        ...marks,
        decision: null,
      })),
    ],
  };
  const { minutes: kept, dropped } = soundMinutes(spoilt, transcript);
  const whole = JSON.stringify(kept) === JSON.stringify(minutes);
  const places = 4 + minutes.decisions.length;
  return tell(planted, ({ text }) => whole && dropped.filter((one) => one.text === text).length === places);
}
