import type { Answer } from './answers.schema';
import { type Cited, citationProblem } from './citations';
import { whySentence } from './lapses';
import type { RunState, Turn } from './run';

/** The completed record turns: the first, and its repair where citations had to be mended. */
export const recordTurns = (state: RunState): Turn[] =>
  state.turns.filter((turn) => turn.purpose === 'record' && turn.status === 'completed');

type Statement = Cited & { text: string };

/** What the scribe cites, of one answer. */
const citations = (answer: Answer | null): Statement[] => [
  ...(answer?.rationale ?? []),
  ...(answer?.rejections ?? []),
  ...(answer?.causes ?? []),
];

/** Cited statements of the scribe's last answer that do not hold, with why; they are asked for once more, then dropped. */
export function brokenCitations(state: RunState): { text: string; why: string }[] {
  return citations(recordTurns(state).at(-1)?.answer ?? null).flatMap((one) => {
    const why = citationProblem(state, one);
    return why ? [{ text: one.text, why: whySentence(state.agenda.language, { cited: one, why }) }] : [];
  });
}

/** The scribe's last answer; a cited list of which nothing holds after the repair is taken from the answer before it. */
export function scribed(state: RunState): Answer | null {
  const [last, ...earlier] = recordTurns(state)
    .flatMap((turn) => turn.answer ?? [])
    .reverse();
  if (!last) return null;
  const best = <C extends Statement>(pick: (answer: Answer) => C[] | undefined): C[] => {
    const lists = [last, ...earlier].map((answer) => pick(answer) ?? []);
    return lists.find((list) => list.some((one) => citationProblem(state, one) === null)) ?? lists[0] ?? [];
  };
  return {
    ...last,
    rationale: best((answer) => answer.rationale),
    rejections: best((answer) => answer.rejections),
    causes: best((answer) => answer.causes),
  };
}

/** Statements that held in no answer of the scribe, also those that the repair left out instead of mending. */
export function forsaken(state: RunState): { kind: 'rationale' | 'why_rejected' | 'cause'; statement: Statement }[] {
  const answers = recordTurns(state).flatMap((turn) => turn.answer ?? []);
  const kept = new Set(
    answers.flatMap((answer) => citations(answer).flatMap((one) => (citationProblem(state, one) ? [] : [one.text]))),
  );
  const of = (kind: 'rationale' | 'why_rejected' | 'cause', list: Statement[] | undefined) =>
    (list ?? []).flatMap((statement) =>
      citationProblem(state, statement) && !kept.has(statement.text) ? [{ kind, statement }] : [],
    );
  return answers.flatMap((answer) => [
    ...of('rationale', answer.rationale),
    ...of('why_rejected', answer.rejections),
    ...of('cause', answer.causes),
  ]);
}
