import type { AnswerFields } from '@/lib/council/answers.schema';
import type { Clause } from './matter';
import { type Aim, measures } from './measures';
import { callsFor } from './read-agenda';
import type { Stage } from './stage';

const aims: readonly Aim[] = ['prevent', 'detect', 'recover'];

/** What contributed to an incident: statements that call for a change, two for each kind of change, as the agenda has them. */
export function causesOf(stage: Stage): AnswerFields['causes'] {
  const { state, matter, phrases } = stage;
  if (!state.agenda.incident) return [];
  const words = {
    prevent: phrases.causePrevent[0],
    detect: phrases.causeDetect[0],
    recover: phrases.causeMitigate[0],
  };
  const told = new Set<Clause>();
  return aims.flatMap((aim) => {
    const calling = measures.filter((one) => one.aim === aim).flatMap((one) => callsFor(one, matter.clauses));
    const found = [...new Set(calling)].filter((clause) => !told.has(clause)).slice(0, 2);
    return found.map((clause) => {
      told.add(clause);
      const rest = clause.text.slice(1);
      const turns = state.turns.filter((turn) => turn.status === 'completed' && turn.text.includes(rest));
      return {
        text: words[aim] ?? clause.text,
        turns: turns.slice(0, 3).map((turn) => turn.turn),
        facts: [clause.fact],
        quote: clause.text,
      };
    });
  });
}
