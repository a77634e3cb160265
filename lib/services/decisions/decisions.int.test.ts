import { and, eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, decisions, newId, runs } from '@/db/schema';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { signedHash } from '@/lib/store/stored-event';
import { systemClock } from '@/lib/wiring';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { listMeetings } from '../meetings/list';
import { listNotices } from '../notifications/list';
import { tellDeciders } from '../notifications/tell-deciders';
import { controlRun } from '../runs/control';
import { driveRun } from '../runs/hold';
import { readAll } from '../runs/read-all';
import { readDecisionHistory } from './history';
import { readDecisionRecord } from './read';
import { reviseDecision } from './revise';
import { sendBackDecision } from './send-back';
import { settleDecision } from './settle';
import { createDecidedCouncil, dividedSpeech } from './testing';

type Council = Awaited<ReturnType<typeof createDecidedCouncil>>;

/** What a refusal says. */
async function refusal(work: Promise<unknown>): Promise<ServiceError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ServiceError)) throw error ?? new Error('it was not refused');
  return error;
}
const accept = (ctx: Context, who: Member, where: Council['where'], version: number, commandId: string = newId()) =>
  settleDecision(ctx, who, { ...where, commandId, action: 'accept', version, note: 'Agreed.' });
const revise = (ctx: Context, who: Member, where: Council['where'], version: number, title: string) =>
  reviseDecision(ctx, who, { ...where, commandId: newId(), version, changes: { title }, note: '' });

describe('a run that could not agree', () => {
  let council: Council;
  beforeAll(async () => {
    council = await createDecidedCouncil(dividedSpeech);
  });
  afterAll(() => council.close());

  it('waits for its decider in the database alone: a process that starts later takes the decision', async () => {
    const { db, decider, where } = council;
    const [row] = await db.select().from(decisions).where(eq(decisions.runId, where.runId));
    expect(row).toMatchObject({ status: 'escalated', open: true, toldAt: null, deciderUserId: decider.userId });

    const ctx = council.context();
    const waiting = { state: 'escalated', decision: { open: true, deciderUserId: decider.userId } };
    expect((await listMeetings(ctx, decider, {})).meetings).toMatchObject([waiting]);
    const before = await readDecisionRecord(ctx, decider, where);
    expect(before.reader).toMatchObject({ onBehalfOf: null, addTask: true });
    expect(before.reader.actions).toEqual(['revise', 'accept', 'reject', 'defer', 'send_back']);
    const choice = before.log.alternatives.find((one) => !/nothing/i.test(one.name))?.id ?? '';
    const settle = (changes: object) =>
      settleDecision(ctx, decider, {
        ...where,
        commandId: newId(),
        action: 'accept',
        version: 1,
        note: 'Time is short.',
        changes,
      });
    expect((await refusal(settle({}))).reason).toBe('decision.choice_missing');
    expect((await refusal(settle({ chosen: choice }))).issues).toMatchObject([{ path: 'changes.statement' }]);
    const rationale = [{ text: 'It is the cheapest that we can undo.' }];
    const done = await settle({ chosen: choice, statement: 'We use the shared runners.', rationale });
    expect(done).toMatchObject({ version: 2, status: 'accepted' });
    const { meetings, counts } = await listMeetings(ctx, decider, {});
    expect(counts).toMatchObject({ accepted: 1, escalated: 0 });
    const leader = before.log.alternatives.find((one) => one.id === choice)?.name;
    expect(meetings).toMatchObject([{ state: 'accepted', decision: { version: 2, open: false }, lastRun: { leader } }]);

    const { log, inForce, open, reader } = await readDecisionRecord(council.context(), decider, where);
    expect({ inForce, open, actions: reader.actions }).toEqual({ inForce: 2, open: false, actions: ['revise'] });
    expect(log.settlement).toMatchObject({ by: 'Platform lead', on_behalf_of: null, note: 'Time is short.' });
    expect(log.rationale).toMatchObject([{ origin: 'human', by: 'Platform lead', ...rationale[0] }]);
    expect(log.confirmation).toEqual({ member: 'Platform lead', at: log.settlement?.at, sha256: signedHash(log) });
    const others = log.ballots.filter((one) => one.alternative !== choice).map((one) => one.seat);
    expect(
      log.dissent
        .filter((one) => one.severity === 'vote')
        .map((one) => one.seat)
        .sort(),
    ).toEqual(others.sort());
    const audited = await db
      .select({ action: auditRows.action, userId: auditRows.userId })
      .from(auditRows)
      .where(and(eq(auditRows.subjectId, where.runId), eq(auditRows.subjectType, 'decision')));
    expect(audited).toEqual([{ action: 'decision.accepted', userId: decider.userId }]);
  });

  it('stays in force while a later change is only proposed, then is superseded by it', async () => {
    const { ctx, decider, leader, where } = council;
    expect(await revise(ctx, leader, where, 2, 'Shared runners until March')).toMatchObject({ status: 'proposed' });
    const proposed = await readDecisionRecord(ctx, decider, where);
    expect(proposed).toMatchObject({ status: 'proposed', inForce: 2, newest: 3, open: true });
    expect(proposed.log).toMatchObject({ supersedes: 2, confirmation: null, settlement: null });
    const old = await readDecisionRecord(ctx, decider, { ...where, version: 2 });
    expect(old).toMatchObject({ status: 'accepted', log: { version: 2 } });

    await accept(ctx, leader, where, 3);
    const { versions } = await readDecisionHistory(ctx, decider, where);
    expect(versions.map(({ version, status, by }) => [version, status, by])).toEqual([
      [4, 'accepted', 'Olga Brandt'],
      [3, 'proposed', 'Olga Brandt'],
      [2, 'superseded', 'Platform lead'],
      [1, 'escalated', null],
    ]);
    expect(versions[1]?.changed).toContainEqual({
      field: 'title',
      before: old.log.title,
      after: 'Shared runners until March',
    });
    const { log } = await readDecisionRecord(ctx, decider, where);
    expect(log.settlement).toMatchObject({ by: 'Olga Brandt', on_behalf_of: 'Platform lead' });
    const untouched = await readDecisionRecord(ctx, decider, { ...where, version: 2 });
    expect(untouched.log).toEqual(old.log);
  });

  it('is known to the next council of the organisation', async () => {
    const { ctx, leader, hold } = council;
    const [created] = await readAll(ctx.events, leader.orgId, await hold(), 0);
    expect(created).toMatchObject({ name: 'run-created', earlier: [{ title: 'Shared runners until March' }] });
    const people = created?.name === 'run-created' ? created.people : [];
    expect(people.filter((one) => one.kind === 'member').map((one) => one.name)).toEqual([
      'Olga Brandt',
      'Platform lead',
    ]);
    expect(people.some((one) => one.kind === 'seat')).toBe(true);
  });
});

describe('two people', () => {
  let council: Council;
  beforeAll(async () => {
    council = await createDecidedCouncil();
  });
  afterAll(() => council.close());

  it('who change one version at once: one is told, with the newer version beside it', async () => {
    const { ctx, leader, decider, where } = council;
    const done = await Promise.allSettled([
      revise(ctx, leader, where, 1, 'By the organiser'),
      revise(ctx, decider, where, 1, 'By the decider'),
    ]);
    const [lost] = done.filter((one) => one.status === 'rejected');
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(lost?.reason).toMatchObject({ code: 'conflict', reason: 'decision.stale', args: { current: 2, sent: 1 } });
    expect(lost?.reason.extra.decision).toMatchObject({ newest: 2, log: { title: expect.stringMatching(/^By the/) } });
  });

  it('who send a command twice have done it once', async () => {
    const { ctx, decider, leader, where } = council;
    const commandId = newId();
    const both = await Promise.all([1, 2].map(() => accept(ctx, decider, where, 2, commandId)));
    expect(both[0]).toEqual(both[1]);
    expect(await accept(ctx, decider, where, 2, commandId)).toEqual(both[0]);
    expect((await refusal(accept(ctx, leader, where, 3, commandId))).reason).toBe('idempotency.other_body');
    const other = reviseDecision(ctx, decider, { ...where, commandId, version: 3, changes: {}, note: '' });
    expect((await refusal(other)).reason).toBe('idempotency.other_body');
  });

  it('of whom one neither decides nor leads may only read', async () => {
    const { ctx, join, where } = council;
    for (const who of [await join('member', 'Max'), await join('viewer', 'Vera')]) {
      expect((await refusal(revise(ctx, who, where, 3, 'Mine'))).code).toBe('forbidden');
      const { reader } = await readDecisionRecord(ctx, who, where);
      expect(reader).toEqual({ actions: [], onBehalfOf: null, tasks: [], addTask: false });
    }
    const stranger = { ...(await join('owner', 'Eve')), orgId: newId() };
    expect((await refusal(readDecisionRecord(ctx, stranger, where))).code).toBe('not_found');
  });
});

describe('another round', () => {
  let council: Council;
  beforeAll(async () => {
    council = await createDecidedCouncil();
  });
  afterAll(() => council.close());

  it('knows where the last one ended, holds the first decision back, and takes its place when accepted', async () => {
    const { ctx, db, leader, decider, where, meetingId, hold } = council;
    const commandId = newId();
    const send = () =>
      sendBackDecision(ctx, decider, { ...where, commandId, version: 1, note: 'What of the cost in March?' });
    const { round, status } = await send();
    expect(status).toBe('proposed');
    await hold(round);
    expect(await send()).toMatchObject({ round });
    const [created] = await readAll(ctx.events, leader.orgId, round);
    const { log } = await readDecisionRecord(ctx, decider, where);
    expect(created).toMatchObject({ parentRun: where.runId, note: 'What of the cost in March?' });
    expect(created).toMatchObject({ previous: { statement: log.statement } });
    expect(log).toMatchObject({ superseded_by: round, version: 2 });

    const newest = await readDecisionRecord(ctx, decider, { meetingId });
    expect(newest).toMatchObject({ runId: round, parent: { runId: where.runId, status: 'finished' } });
    await accept(ctx, decider, { meetingId, runId: round }, 1);
    const first = await readDecisionRecord(ctx, decider, where);
    expect(first).toMatchObject({ status: 'superseded', inForce: null, open: false, children: [{ runId: round }] });
    expect(first.log).toMatchObject({ superseded_by: round, confirmation: null });
    expect((await refusal(revise(ctx, leader, where, 3, 'Again'))).reason).toBe('decision.not_from');
    const [row] = await db.select().from(runs).where(eq(runs.id, round));
    expect(row?.parentRunId).toBe(where.runId);
  });

  it('takes the place of every other round: else an older one still asks for a decision', async () => {
    const { ctx, decider, hold, meetingId } = council;
    const first = { meetingId, runId: await hold() };
    const back = async (version: number) => {
      const sent = { ...first, commandId: newId(), version, note: 'Once more.' };
      const { round } = await sendBackDecision(ctx, decider, sent);
      await hold(round);
      return { meetingId, runId: round };
    };
    const second = await back(1);
    const third = await back(2);
    await accept(ctx, decider, third, 1);
    for (const other of [first, second]) {
      const record = await readDecisionRecord(ctx, decider, other);
      expect(record).toMatchObject({ status: 'superseded', open: false, log: { superseded_by: third.runId } });
    }
    expect(await readDecisionRecord(ctx, decider, third)).toMatchObject({ status: 'accepted' });
  });

  it('is held one at a time: while it goes on, nobody settles the decision it is about', async () => {
    const { ctx, decider, leader, hold, meetingId } = council;
    const runId = await hold();
    const here = { meetingId, runId };
    const clock = { now: () => Date.now(), wait: () => new Promise<void>(() => {}) };
    const slow = council.context({ clock, speech: { ...ctx.speech, speak: () => new Promise(() => {}) } }, true);
    const sent = await sendBackDecision(slow, leader, { ...here, commandId: newId(), version: 1, note: 'Once more.' });
    expect((await refusal(accept(ctx, decider, here, 2))).reason).toBe('decision.another_round');
    const again = sendBackDecision(ctx, leader, { ...here, commandId: newId(), version: 2, note: 'And again.' });
    expect((await refusal(again)).code).toBe('conflict');
    expect((await readDecisionRecord(ctx, decider, here)).reader.actions).toEqual([]);
    expect(sent.round).not.toBe(runId);
  });

  it('that comes to nothing gives the decision back to people', async () => {
    const { ctx, db, decider, leader, meetingId } = council;
    const [row] = await db
      .select()
      .from(runs)
      .where(and(eq(runs.meetingId, meetingId), ne(runs.status, 'finished')));
    const { id, parentRunId } = row ?? { id: '', parentRunId: '' };
    const here = { meetingId, runId: parentRunId ?? '' };
    expect(await readDecisionRecord(ctx, decider, here)).toMatchObject({ open: false });
    const failed = { name: 'run-finished', outcome: 'failed', reason: { code: 'end.failed' } } as const;
    const taken = await ctx.events.takeOver(leader.orgId, id);
    const { epoch, seq } = taken?.events[0] ?? { epoch: 0, seq: 0 };
    expect(await ctx.events.appendMoves(leader.orgId, id, epoch, seq, [failed])).toMatchObject({ ok: true });
    const back = await readDecisionRecord(ctx, decider, { meetingId });
    expect(back).toMatchObject({ runId: here.runId, open: true, children: [{ outcome: 'failed' }] });
    expect(await accept(ctx, decider, here, 2)).toMatchObject({ status: 'accepted', version: 3 });
  });

  it('that is stopped gives it back too, and its decider is told again: else it waits for nobody', async () => {
    const { db, decider, leader, hold, meetingId } = council;
    const ctx = council.context({ jobs: createMemoryJobs(systemClock) });
    const runId = await hold();
    const here = { meetingId, runId };
    await tellDeciders(ctx);
    const slow = council.context({ speech: { ...ctx.speech, speak: () => new Promise(() => {}) } });
    const { round } = await sendBackDecision(slow, decider, {
      ...here,
      commandId: newId(),
      version: 1,
      note: 'Again.',
    });
    const control = { control: 'stop', mode: 'now' } as const;
    await controlRun(slow, leader, { meetingId, runId: round, commandId: newId(), control });
    await driveRun(slow, leader.orgId, round);
    expect(await readDecisionRecord(ctx, decider, here)).toMatchObject({ children: [{ outcome: 'stopped' }] });
    const [given] = await db.select().from(decisions).where(eq(decisions.runId, runId));
    expect(given).toMatchObject({ open: true, toldAt: null, status: 'proposed' });
    await tellDeciders(ctx);
    const told = (await listNotices(ctx, decider, {})).notifications.filter((one) => one.runId === runId);
    expect(told.map((one) => [one.kind, one.done])).toEqual([
      ['decision_needed', false],
      ['decision_needed', false],
    ]);
  });
});
