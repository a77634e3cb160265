import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decisions, memberships } from '@/db/schema';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { systemClock } from '@/lib/wiring';
import { driveRun } from '../runs/hold';
import { startRun } from '../runs/start';
import { createTestCouncil } from '../runs/testing';
import { listNotices } from './list';
import { sweepNotices } from './sweep';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

it('a council that has ended tells who decides, and no sooner: else they wait for each other', async () => {
  const { db, who, meetingId } = council;
  await db.insert(memberships).values({ orgId: who.orgId, userId: who.userId, role: 'moderator' });
  const ctx = council.context({ jobs: createMemoryJobs(systemClock) });
  const { runId } = await startRun(ctx, who, { meetingId });
  await sweepNotices(ctx);
  expect(await listNotices(ctx, who, {})).toMatchObject({ unread: 0, notifications: [] });
  await driveRun(ctx, who.orgId, runId);
  await sweepNotices(ctx);
  await sweepNotices(ctx);
  const [decision] = await db.select().from(decisions).where(eq(decisions.runId, runId));
  expect(decision?.toldAt).not.toBeNull();
  expect(await listNotices(ctx, who, {})).toMatchObject({
    unread: 1,
    notifications: [{ kind: 'decision_needed', meetingId, runId, status: decision?.status, done: false }],
  });
});
