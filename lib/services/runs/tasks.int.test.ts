import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memberships, newId, users } from '@/db/schema';
import { fold } from '@/lib/council/evolve';
import type { Speech } from '@/lib/ports/speech';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  // A Friday; the clocks go forward on the Sunday.
  council = await createTestCouncil({ agenda: { held_on: '2026-03-27', time_zone: 'Europe/Berlin' } });
});
afterAll(() => council.close());

/** An integrator that repeats what was said of owners and dates. */
const repeating: Speech = {
  ...quickSpeech,
  async speak(request, onDelta, signal) {
    const result = await quickSpeech.speak(request, onDelta, signal);
    const [item] = result.answer.items ?? [];
    if (!item) return result;
    const items = [
      { ...item, title: 'Write the runbook and test it on staging', owner: 'the head of platform', due: 'next Friday' },
      { ...item, title: 'Freeze the schema', owner: 'we', due: '30 February' },
    ];
    return { ...result, answer: { ...result.answer, items } };
  },
};

it('a task reaches its owner and its day from the words that were said: else people get nobody’s tasks, or wrong dates', async () => {
  const { db, who, meetingId, context } = council;
  const anna = newId();
  await db.insert(users).values({ id: anna, name: 'Anna Berg' });
  await db.insert(memberships).values([
    { orgId: who.orgId, userId: who.userId, role: 'moderator' },
    { orgId: who.orgId, userId: anna, role: 'member' },
  ]);
  await db.update(memberships).set({ title: 'Head of Platform' }).where(eq(memberships.userId, anna));
  const ctx = context({ speech: repeating });
  const { runId } = await startRun(ctx, who, { meetingId });
  await driveRun(ctx, who.orgId, runId);
  const { artifacts } = fold(await readAll(ctx.events, who.orgId, runId));
  expect(
    artifacts.action_items?.items.map((one) => [
      one.title,
      one.owner_ref?.id ?? null,
      one.owner_said,
      one.due,
      one.due_said,
    ]),
  ).toEqual([
    ['Write the runbook', anna, 'the head of platform', '2026-04-03', 'next Friday'],
    ['Test the runbook on staging', anna, 'the head of platform', '2026-04-03', 'next Friday'],
    ['Freeze the schema', null, 'we', null, '30 February'],
  ]);
});
