import { expect, it } from 'vitest';
import { contradictions } from './contradictions';
import { contradictionCases, earlierDecisions } from './contradictions.cases';

it.each(contradictionCases)('“$text” against $decision: nobody undoes a decision without being told', (one) => {
  const found = contradictions(one.text, earlierDecisions);
  expect(found.map(({ decision, why }) => [decision, why.code])).toEqual(
    one.decision ? [[one.decision, one.code]] : [],
  );
  for (const { why } of found) expect(why.shared.length).toBeGreaterThan(0);
});
