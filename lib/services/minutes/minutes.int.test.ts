import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, decisions, memberships, runs, transcripts, transcriptTurns } from '@/db/schema';
import { citationProblem } from '@/lib/council/citations';
import { claimsOf } from '@/lib/council/claims-of';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { systemClock } from '@/lib/wiring';
import { changeDecisionTask } from '../decisions/change-task';
import { readDecisionRecord } from '../decisions/read';
import { settleDecision } from '../decisions/settle';
import { readMeasured } from '../measures/read';
import { listMeetings } from '../meetings/list';
import { tellDeciders } from '../notifications/tell-deciders';
import { readRun } from '../runs/read';
import { startRun } from '../runs/start';
import { createTestCouncil } from '../runs/testing';
import { cancelMinutes, retryMinutes } from './again';
import { claimMinutes } from './claim';
import { makeMinutes } from './make';
import { readMinutes } from './read';
import { takeMinutes } from './take';
import { listTurns } from './turns';

const source = [
  'Olga Brandt: The old gateway drops a tenth of all orders.',
  'Ravi: We could patch it, or move to the new gateway.',
  'Olga Brandt: Patching has failed twice already.',
  'Ravi: True.',
  'Olga Brandt: Then it is decided: we move to the new gateway in March.',
  "Ravi: Okay. I'll write the plan for the move to the new gateway by Friday.",
  'Olga Brandt: Who pays for the second data centre?',
  'Ravi: Nobody knows that yet. Let us leave it open.',
].join('\n');

let council: Awaited<ReturnType<typeof createTestCouncil>>;
let ctx: ReturnType<(typeof council)['context']>;
const never = new AbortController().signal;

beforeAll(async () => {
  council = await createTestCouncil();
  ctx = council.context({ jobs: createMemoryJobs(systemClock) });
  const { orgId, userId } = council.who;
  await council.db.insert(memberships).values({ orgId, userId, role: 'moderator' });
});
afterAll(() => council.close());

const take = async (text = source) => (await takeMinutes(ctx, council.who, { source: text, by: 'rules' })).meetingId;
const taken = async (text = source) => {
  const meetingId = await take(text);
  await makeMinutes(ctx, { orgId: council.who.orgId, meetingId }, never);
  return readMinutes(ctx, council.who, meetingId);
};

describe('minutes of a meeting of people', () => {
  it('become decisions and tasks that can be settled like a council’s, each with words that were said', async () => {
    const { transcript, minutes } = await taken();
    expect(transcript.state).toBe('done');
    expect(minutes?.decisions.length).toBeGreaterThan(0);
    for (const { runId } of minutes?.decisions ?? []) {
      const { meetingId } = transcript;
      const record = await readDecisionRecord(ctx, council.who, { meetingId, runId });
      const { state } = await readRun(ctx, council.who, { meetingId, runId });
      expect(claimsOf(record.log).map((one) => citationProblem(state, one))).not.toContainEqual(expect.any(String));
      expect(record.log).toMatchObject({ scripted: false, status: 'proposed', taken: { record: false } });
      const version = record.log.version;
      const done = await settleDecision(ctx, council.who, {
        meetingId,
        runId,
        commandId: `accept-${runId}`,
        version,
        action: 'accept',
        note: '',
      });
      expect(done.status).toBe('accepted');
    }
    const task = minutes?.action_items[0];
    if (!task) throw new Error('no task was taken');
    const where = { meetingId: transcript.meetingId, runId: task.runId };
    const changes = { status: 'confirmed' as const, title: 'Write the plan' };
    await changeDecisionTask(ctx, council.who, { ...where, commandId: 'c1', taskId: task.itemId, version: 1, changes });
    const after = await readMinutes(ctx, council.who, transcript.meetingId);
    expect(after.minutes?.action_items[0]).toMatchObject({ title: 'Write the plan', status: 'confirmed' });
    expect(after.minutes?.decisions[0]?.status).toBe('accepted');
    // Whoever owns what is open is asked about it, as after a council.
    const [kept] = await council.db.select().from(decisions).where(eq(decisions.runId, task.runId));
    expect(kept).toMatchObject({ status: 'accepted', followUpAt: expect.any(Date) });
  });

  it('are approved as a whole, and only that is asked for', async () => {
    const { transcript, minutes } = await taken();
    const { meetingId } = transcript;
    const runId = minutes?.record.runId ?? '';
    const { log } = await readDecisionRecord(ctx, council.who, { meetingId });
    expect(log.taken?.record).toBe(true);
    await tellDeciders(ctx);
    const asked = await council.db.select().from(decisions).where(eq(decisions.meetingId, meetingId));
    expect(asked.every((one) => one.toldAt !== null)).toBe(true);
    expect(asked.filter((one) => one.remindAt !== null).map((one) => one.runId)).toEqual([runId]);
  });

  it('are not counted among councils, and no council is started in their place', async () => {
    const { transcript } = await taken();
    const { rows } = await readMeasured(ctx, council.who, {});
    expect(rows.map((one) => one.id)).not.toContain(transcript.meetingId);
    await expect(startRun(ctx, council.who, { meetingId: transcript.meetingId })).rejects.toThrow('minutes.no_council');
    const { meetings } = await listMeetings(ctx, council.who, {});
    expect(meetings.find((one) => one.id === transcript.meetingId)?.kind).toBe('minutes');
  });

  it('are made once, though two workers begin and one dies', async () => {
    const meetingId = await take();
    const job = { orgId: council.who.orgId, meetingId };
    const dead = await claimMinutes(ctx, job);
    expect(dead).not.toBeNull();
    await makeMinutes(ctx, job, never);
    expect((await readMinutes(ctx, council.who, meetingId)).transcript.state).toBe('reading');
    await council.db
      .update(transcripts)
      .set({ claimedUntil: new Date(0) })
      .where(eq(transcripts.meetingId, meetingId));
    await Promise.all([makeMinutes(ctx, job, never), makeMinutes(ctx, job, never)]);
    await makeMinutes(ctx, job, never);
    const made = await council.db.select().from(runs).where(eq(runs.meetingId, meetingId));
    const { minutes, transcript } = await readMinutes(ctx, council.who, meetingId);
    expect(transcript.state).toBe('done');
    expect(made).toHaveLength((minutes?.decisions.length ?? 0) + 1);
    expect(made.every((run) => run.status === 'finished' && !run.needsDriver && !run.scripted)).toBe(true);
  });

  it('can be cancelled and taken again', async () => {
    const meetingId = await take();
    await cancelMinutes(ctx, council.who, { meetingId });
    await makeMinutes(ctx, { orgId: council.who.orgId, meetingId }, never);
    expect((await readMinutes(ctx, council.who, meetingId)).transcript.state).toBe('cancelled');
    await retryMinutes(ctx, council.who, { meetingId });
    await ctx.outbox.settled();
    expect((await readMinutes(ctx, council.who, meetingId)).transcript.state).toBe('done');
    await expect(cancelMinutes(ctx, council.who, { meetingId })).rejects.toThrow('minutes.not_from');
    const rows = await council.db.select().from(auditRows).where(eq(auditRows.subjectId, meetingId));
    expect(rows.map((one) => one.action).sort()).toEqual([
      'minutes.cancel',
      'minutes.record',
      'minutes.retry',
      'minutes.take',
    ]);
  });

  it('know who spoke: a member by name, or whoever is said to be one', async () => {
    const { meetingId } = await takeMinutes(ctx, council.who, {
      source,
      by: 'rules',
      speakers: { Ravi: council.who.userId },
    });
    const { transcript } = await readMinutes(ctx, council.who, meetingId);
    expect(transcript.speakers).toEqual([
      { name: 'Olga Brandt', turns: 4, userId: council.who.userId },
      { name: 'Ravi', turns: 4, userId: council.who.userId },
    ]);
    const stranger = { source, by: 'rules', speakers: { Ravi: 'nobody' } };
    await expect(takeMinutes(ctx, council.who, stranger)).rejects.toMatchObject({
      issues: [{ path: 'speakers', code: 'minutes.no_member' }],
    });
  });

  it('keep every turn, a page at a time, and find words in them; another organisation sees none', async () => {
    const { transcript } = await taken();
    const { meetingId } = transcript;
    const first = await listTurns(ctx, council.who, { meetingId, limit: 3 });
    expect(first.turns.map((one) => one.turn)).toEqual([1, 2, 3]);
    expect(first.next).toBe(4);
    const found = await listTurns(ctx, council.who, { meetingId, search: 'GATEWAY' });
    expect(found.turns.every((one) => /gateway/i.test(one.text))).toBe(true);
    const other = { ...council.who, orgId: 'other' };
    await expect(listTurns(ctx, other, { meetingId })).rejects.toThrow('minutes.not_found');
    await expect(readMinutes(ctx, other, meetingId)).rejects.toThrow('minutes.not_found');
  });

  it('of 200,000 turns are stored whole', async () => {
    const many = Array.from({ length: 200_000 }, (_, n) => `Speaker ${n % 7}: word ${n}`).join('\n');
    const meetingId = await take(many);
    const last = await listTurns(ctx, council.who, { meetingId, from: 199_999 });
    expect(last.turns.map((one) => one.turn)).toEqual([199_999, 200_000]);
    await council.db.delete(transcriptTurns).where(eq(transcriptTurns.meetingId, meetingId));
  });
});
