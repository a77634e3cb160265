import type { AnswerFields } from '@/lib/council/answers.schema';
import type { Clause } from './matter';
import { type Aim, measures } from './measures';
import { callsFor } from './read-agenda';
import type { Stage } from './stage';

/** From the narrowest words to the widest: a runbook for certificates is about the way back. */
const claiming: readonly Aim[] = ['recover', 'detect', 'prevent'];
const told: readonly Aim[] = ['prevent', 'detect', 'recover'];

/** What contributed to an incident: statements that call for a change, three at most for each kind of change, as the agenda has them. */
export function causesOf(stage: Stage): AnswerFields['causes'] {
  const { state, matter, phrases } = stage;
  if (!state.agenda.incident) return [];
  const words = { prevent: phrases.causePrevent, detect: phrases.causeDetect, recover: phrases.causeMitigate };
  const taken = new Map<Clause, Aim>();
  for (const aim of claiming) {
    const calling = measures.filter((one) => one.aim === aim).flatMap((one) => callsFor(one, matter.clauses));
    for (const clause of [...new Set(calling)].filter((one) => !taken.has(one)).slice(0, 3)) taken.set(clause, aim);
  }
  const found = told.flatMap((aim) =>
    matter.clauses
      .filter((clause) => taken.get(clause) === aim)
      .map((clause) => {
        const rest = clause.text.slice(1);
        const turns = state.turns.filter((turn) => turn.status === 'completed' && turn.text.includes(rest));
        return {
          text: words[aim][0] ?? clause.text,
          turns: turns.slice(0, 3).map((turn) => turn.turn),
          facts: [clause.fact],
          quote: clause.text,
        };
      }),
  );
  return found.slice(0, 8);
}
