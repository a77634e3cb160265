import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decisions, memberships, newId, users } from '@/db/schema';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { systemClock } from '@/lib/wiring';
import { readDecision } from '../artifacts/decision';
import { settleDecision } from '../decisions/settle';
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

it('who was asked is told that somebody else has decided: else two people decide one thing', async () => {
  const { db, who, meetingId } = council;
  const [userId, ctx] = [newId(), council.context({ jobs: createMemoryJobs(systemClock) })];
  await db.insert(users).values({ id: userId, name: 'Igor Lind' });
  await db.insert(memberships).values({ orgId: who.orgId, userId, role: 'owner' });
  const { runId } = await startRun(ctx, who, { meetingId });
  await driveRun(ctx, who.orgId, runId);
  await sweepNotices(ctx);
  const { log } = await readDecision(ctx, who, { meetingId, runId });
  const choice = {
    chosen: log.chosen ?? 'A1',
    statement: log.statement || 'We do it.',
    rationale: [{ text: 'It fits.' }],
  };
  await settleDecision(
    ctx,
    { ...who, userId, name: 'Igor Lind', role: 'owner' },
    {
      meetingId,
      runId,
      commandId: newId(),
      version: log.version,
      action: 'accept',
      note: '',
      changes: choice,
    },
  );
  const { notifications } = await listNotices(ctx, who, {});
  const told = notifications.find((one) => one.runId === runId && one.kind === 'decision_settled');
  expect(told).toMatchObject({ status: 'accepted', by: 'Igor Lind', missing: [] });
});
