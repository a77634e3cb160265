import { caseFigures } from './case-figures';
import { councilFigures } from './council-figures';
import { hold, matters } from './matters';
import { badCitations, badQuotes, duplicateAlternatives, duplicateTasks } from './planted';
import { flips, invertedFacts, scoresInWords } from './resistance';
import type { Table } from './table';

export interface Measured {
  councils: Table;
  checks: Table;
}

/** Everything the table holds, from councils held at once by scripted experts and from tables of phrases. */
export function measure(): Measured {
  const councils = matters.map(({ name, agenda }) => [
    name,
    {
      ...councilFigures(hold(agenda, undefined, 'Mind what people said in the last survey.')),
      'bad citations caught': badCitations(agenda),
      'bad quotes caught': badQuotes(agenda),
      'duplicate alternatives joined': duplicateAlternatives(agenda),
      'duplicate tasks joined': duplicateTasks(agenda),
      'flips told': flips(agenda),
    },
  ]);
  const checks = {
    ...caseFigures(),
    'inverted fact, other scores': invertedFacts(),
    'scores in words': scoresInWords(),
  };
  return {
    councils: Object.fromEntries(councils),
    checks: Object.fromEntries(Object.entries(checks).map(([name, right]) => [name, { right }])),
  };
}
