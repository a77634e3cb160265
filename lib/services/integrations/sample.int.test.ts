import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDecidedCouncil } from '../decisions/testing';
import { sampleFor } from './sample';

let council: Awaited<ReturnType<typeof createDecidedCouncil>>;
beforeAll(async () => {
  council = await createDecidedCouncil();
});
afterAll(() => council.close());

it('a preview says a priority as its page will: else people map a word that never comes', async () => {
  const { of, tasks } = await sampleFor(council.ctx, council.leader, 'en');
  expect(of).not.toBeNull();
  expect(['High', 'Medium', 'Low']).toContain(tasks.priority);
});
