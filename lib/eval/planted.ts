import type { Agenda } from '@/lib/council/agenda.schema';
import type { Answer } from '@/lib/council/answers.schema';
import { citationProblem } from '@/lib/council/citations';
import { claimsOf } from '@/lib/council/claims-of';
import type { RunState } from '@/lib/council/run';
import { sameName } from '@/lib/council/similarity';
import { hold } from './matters';
import { type Figure, tell } from './table';

type Source = { turns: number[]; facts: number[]; quote: string };

/** What a model may do to a citation; each from what was said by then. */
const lies: Record<string, (state: RunState) => Source> = {
  'turn 999': (state) => ({ turns: [999], facts: [], quote: said(state, 2) }),
  'nobody said': () => ({ turns: [2], facts: [], quote: 'Nobody in the whole wide world ever uttered this sentence' }),
  'another turn': (state) => ({ turns: [1], facts: [], quote: said(state, 2) }),
  'altered word': (state) => ({ turns: [2], facts: [], quote: altered(said(state, 2)) }),
  'fact out of range': () => ({ turns: [], facts: [99], quote: 'There is no such fact' }),
  'no source': (state) => ({ turns: [], facts: [], quote: said(state, 2) }),
};
const said = (state: RunState, turn: number): string => (state.turns[turn - 1]?.text ?? '').slice(0, 160).trim();
const altered = (quote: string): string => quote.replace(/\p{L}{4,}/u, 'otherwise');

/** Whether what was planted is in no claim and no task, and stands among the open questions instead. */
function caught(agenda: Agenda, marks: readonly string[], change: Parameters<typeof hold>[1]): Figure {
  const { state, log } = hold(agenda, change);
  const items = state.artifacts.action_items?.items ?? [];
  const kept = JSON.stringify([{ ...log, open_questions: [] }, items]);
  const sound = [...claimsOf(log), ...items].every((one) => citationProblem(state, one) === null);
  return tell(marks, (mark) => sound && !kept.includes(mark) && log.open_questions.some((one) => one.includes(mark)));
}

/** Bad citations of scribe and integrator, planted in every answer they give, also in the repair. */
export const badCitations = (agenda: Agenda): Figure => {
  const marks = Object.keys(lies).flatMap((name) =>
    ['reason', 'rejection', 'task'].map((of) => `Planted ${of}: ${name}.`),
  );
  return caught(agenda, marks, (answer, _turn, state) => {
    const bad = Object.entries(lies).map(([name, lie]) => ({ name, ...lie(state) }));
    const plant = (of: string) => bad.map(({ name, ...source }) => ({ ...source, text: `Planted ${of}: ${name}.` }));
    const next = { ...answer };
    if (answer.rationale) next.rationale = [...plant('reason'), ...answer.rationale];
    if (answer.rejections)
      next.rejections = [...plant('rejection').map((one) => ({ ...one, alternative: 'A1' })), ...answer.rejections];
    const [pattern] = answer.items ?? [];
    if (answer.items && pattern)
      next.items = [
        ...answer.items,
        ...plant('task').map(({ text, ...source }) => ({ ...pattern, ...source, title: text })),
      ];
    return next;
  });
};

/** What a seat claims to have said itself, and did not: in every kind of claim that it can make, and a cost. */
export function badQuotes(agenda: Agenda): Figure {
  const quote = 'Nobody in the whole wide world ever uttered this sentence';
  const bad = (of: string) => ({ text: `Planted ${of}`, quote });
  const marks = [...['pro', 'con', 'fact', 'objection', 'risk'].map((of) => bad(of).text), '987654'];
  return caught(agenda, marks, (answer) => {
    const next: Answer = { ...answer };
    if (answer.alternatives)
      next.alternatives = answer.alternatives.map((one) => ({
        ...one,
        pros: [...one.pros, bad('pro')],
        cons: [...one.cons, bad('con')],
        cost: { amount: 987_654, unit: 'USD', basis: 'never said anywhere' },
      }));
    if (answer.unique_facts) next.unique_facts = [...answer.unique_facts, { ...bad('fact'), fact: null }];
    if (answer.objection !== undefined) next.objection = { alternative: 'A1', severity: 'block', ...bad('objection') };
    const rest = { likelihood: 5, impact: 5, early_signal: '', mitigation: 'Nothing.', cost: null, owner: null };
    if (answer.risks) next.risks = [...answer.risks, { ...bad('risk'), ...rest }];
    return next;
  });
}

/** Other wordings of what the first expert proposes, drafted by the second. */
const rewordings: Record<string, (name: string, summary: string) => { name: string; summary: string }> = {
  'other marks': (name, summary) => ({ name: `“${name.toUpperCase()}”!`, summary }),
  'other order': (name, summary) => ({ name: name.split(' ').reverse().join(' '), summary }),
  'other name': (_name, summary) => ({ name: 'Zeta', summary }),
};

/** Duplicate alternatives: each must be joined, and its wording kept with the reason. */
export function duplicateAlternatives(agenda: Agenda): Figure {
  const alone = hold(agenda).state.alternatives.length;
  return tell(Object.values(rewordings), (reword) => {
    let planted = '';
    const { state } = hold(agenda, (answer, turn, now) => {
      const first = now.turns.find((one) => one.purpose === 'draft' && one.status === 'completed');
      const original = first?.answer?.alternatives?.[0];
      if (turn.purpose !== 'draft' || !original || planted) return answer;
      const { name, summary } = reword(original.name, original.summary);
      planted = name;
      return {
        ...answer,
        alternatives: [...(answer.alternatives ?? []), { ...original, name, summary, pros: [], cons: [] }],
      };
    });
    const kept = state.alternatives.some(
      (one) => sameName(one.name, planted) || one.joined.some((other) => other.name === planted),
    );
    return kept && state.alternatives.length === alone;
  });
}

/** The same task said twice, the second time written otherwise: one task remains. */
export function duplicateTasks(agenda: Agenda): Figure {
  const alone = hold(agenda).state.artifacts.action_items?.items.length;
  const { state } = hold(agenda, (answer) => {
    const [first] = answer.items ?? [];
    const again = first && {
      ...first,
      title: `${first.title.charAt(0).toLowerCase()}${first.title.slice(1)}.`,
      depends_on: [],
    };
    return again ? { ...answer, items: [...(answer.items ?? []), again] } : answer;
  });
  return tell([state.artifacts.action_items?.items ?? []], (items) => items.length === alone);
}
