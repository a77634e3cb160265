import { expect, it } from 'vitest';
import { sameTask } from './duplicates';
import { duplicateTaskCases } from './duplicates.cases';

it.each(duplicateTaskCases)('“$one” and “$other” are one task: $same; work is neither done twice nor lost', (pair) => {
  expect(sameTask(pair.one, pair.other)).toBe(pair.same);
  expect(sameTask(pair.other, pair.one)).toBe(pair.same);
});
