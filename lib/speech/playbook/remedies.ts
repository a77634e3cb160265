import type { Risk } from '@/lib/council/run';
import type { Hazard } from './hazard';
import { hazards } from './hazards';
import type { Clause, Matter, Option } from './matter';
import { dice } from './words';

/** Ways in which an option may fail, those first that the agenda's facts foretell. */
export function hazardsOf(matter: Matter, option: Option, seed: number): { hazard: Hazard; clause: Clause | null }[] {
  // Bets and hiring fail in ways of their own.
  const alone = matter.agenda.template === 'product-bet' || matter.agenda.template === 'hiring';
  return hazards
    .filter(
      ({ kinds, templates, id }) =>
        kinds.includes(option.kind) && (templates?.includes(matter.agenda.template) ?? (!alone || id === 'worn-out')),
    )
    .map((hazard) => {
      const foretells = ({ text, signals }: Clause) =>
        hazard.seed ? hazard.seed.test(text) : signals.some((signal) => hazard.signals.includes(signal));
      // Of a candidate, only what is said of that candidate or of the post foretells anything.
      const others = matter.candidates.filter((one) => one.name !== option.name).flatMap((one) => one.clauses);
      const clause = matter.clauses.find((one) => foretells(one) && !others.includes(one)) ?? null;
      return { hazard, clause, rate: hazard.likelihood * hazard.impact + (clause ? 8 : 0) + dice(4, seed, hazard.id) };
    })
    .filter(({ hazard, clause }) => clause || !hazard.foretold)
    .toSorted((a, b) => b.rate - a.rate);
}

/** The curated hazard a listed risk was told from, if it was. */
export const hazardOf = (risk: Pick<Risk, 'text'>, matter: Matter): Hazard | undefined =>
  hazards.find((one) => one.say[matter.language].text === risk.text.replace(/\.$/u, ''));
