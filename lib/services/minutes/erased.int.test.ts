import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberships, organisations, transcripts, transcriptTurns } from '@/db/schema';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { systemClock } from '@/lib/wiring';
import { holdMeeting } from '../retention/hold-meeting';
import { blankTranscripts } from '../retention/transcripts';
import { createTestCouncil } from '../runs/testing';
import { downloadMinutes } from './download';
import { makeMinutes } from './make';
import { decisionsKept } from './page';
import { readMinutes } from './read';
import { takeMinutes } from './take';
import { listTurns } from './turns';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
let ctx: ReturnType<(typeof council)['context']>;
beforeAll(async () => {
  council = await createTestCouncil();
  ctx = council.context({ jobs: createMemoryJobs(systemClock) });
  const { orgId, userId } = council.who;
  await council.db.insert(memberships).values({ orgId, userId, role: 'moderator' });
});
afterAll(() => council.close());

const source = [
  'Olga: The old gateway drops a tenth of all orders.',
  'Ravi: True.',
  'Olga: Then it is decided: we move to the new gateway in March.',
  "Ravi: Okay. I'll write the plan for the move by Friday.",
].join('\n');

/** Minutes of a meeting that ended longer ago than transcripts are kept. */
async function old(): Promise<string> {
  const { meetingId } = await takeMinutes(ctx, council.who, { source, by: 'rules' });
  await makeMinutes(ctx, { orgId: council.who.orgId, meetingId }, new AbortController().signal);
  await council.db.update(organisations).set({ retentionDays: 30 }).where(eq(organisations.id, council.who.orgId));
  await council.db
    .update(transcripts)
    .set({ finishedAt: sql`now() - interval '31 days'` })
    .where(eq(transcripts.meetingId, meetingId));
  return meetingId;
}

describe('minutes whose transcript is not kept any longer', () => {
  it('say nothing that was said, and keep the decisions that were made: what people signed is not lost', async () => {
    const meetingId = await old();
    const before = await readMinutes(ctx, council.who, meetingId);
    await blankTranscripts(council.db);
    const { transcript, minutes } = await readMinutes(ctx, council.who, meetingId);
    expect(minutes).toBeNull();
    expect(transcript.erasedAt).not.toBeNull();
    const rows = await council.db.select().from(transcriptTurns).where(eq(transcriptTurns.meetingId, meetingId));
    expect(rows.map(({ text }) => text)).toEqual(['', '', '', '']);
    expect((await listTurns(ctx, council.who, { meetingId, search: 'gateway' })).turns).toEqual([]);
    const kept = await decisionsKept(ctx, council.who, meetingId);
    expect(kept.map(({ runId }) => runId)).toEqual(before.minutes?.decisions.map(({ runId }) => runId));
    for (const format of ['md', 'json'] as const)
      await expect(downloadMinutes(ctx, council.who, { meetingId, format })).rejects.toThrow('minutes.erased');
  });

  it('stay whole while the meeting is on hold', async () => {
    const meetingId = await old();
    await holdMeeting(ctx, council.who, { meetingId, held: true });
    await blankTranscripts(council.db);
    expect((await readMinutes(ctx, council.who, meetingId)).minutes?.decisions).toHaveLength(1);
  });
});
