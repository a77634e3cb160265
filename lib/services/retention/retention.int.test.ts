import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  auditRows,
  erasures,
  meetings,
  memberships,
  messages,
  newId,
  organisations,
  orgTemplates,
  runs,
  teams,
  turnTexts,
  users,
} from '@/db/schema';
import { withoutTranscript } from '@/lib/council/erase';
import { fold } from '@/lib/council/evolve';
import { templateOf } from '@/lib/council/templates';
import { createMemoryCache } from '@/lib/signal/memory-cache';
import { createRedisCache } from '@/lib/signal/redis-cache';
import { createTcpRedis } from '@/lib/signal/tcp-redis';
import { type RedisServer, redisProgram, startRedis } from '@/lib/signal/testing/redis-server';
import { signedHash } from '@/lib/store/stored-event';
import { systemClock } from '@/lib/wiring';
import { readDecision } from '../artifacts/decision';
import type { Context, Member } from '../context';
import { readDecisionRecord } from '../decisions/read';
import { settleDecision } from '../decisions/settle';
import { createDecidedCouncil } from '../decisions/testing';
import { ServiceError } from '../errors';
import { listMeetings } from '../meetings/list';
import { listDeletedMeetings } from '../meetings/list-deleted';
import { readMeeting } from '../meetings/read';
import { removeMeeting } from '../meetings/remove';
import { restoreMeeting } from '../meetings/restore';
import { listMessages } from '../messages/list';
import { listParticipants } from '../participants/list';
import { commentRun } from '../runs/comment';
import { controlRun } from '../runs/control';
import { driveRun } from '../runs/hold';
import { openRun } from '../runs/open';
import { readRun } from '../runs/read';
import { readAll } from '../runs/read-all';
import { makeShare } from '../shares/make';
import { makeShareSchema } from '../shares/schemas';
import { createTeam } from '../teams/create';
import { copyTemplate } from '../templates/copy';
import { makeToken } from '../tokens/make';
import { changeRetention } from './change';
import { previewErasure } from './find-person';
import { holdMeeting } from './hold-meeting';
import { previewRetention } from './preview';
import { readRetention } from './read';
import { requestErasure } from './request-erasure';
import { sweepRetention } from './sweep';

type Council = Awaited<ReturnType<typeof createDecidedCouncil>>;
const refusal = (work: Promise<unknown>): Promise<ServiceError> =>
  work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => (error instanceof ServiceError ? error : Promise.reject(error)),
  );

let council: Council;
let admin: Member;
let server: RedisServer | null = null;
let ctx: Context;
const caches: { close(): Promise<void> }[] = [];

/** Another process: its own memory, the same database and Redis. */
const another = (): Context => {
  const cache = server ? createRedisCache(createTcpRedis(server.url)) : createMemoryCache(systemClock);
  caches.push(cache);
  return council.context({ cache });
};
const sweepAll = async () => {
  while (await sweepRetention(ctx));
};
const age = (runId: string, days: number) =>
  council.db
    .update(runs)
    .set({ finishedAt: sql`now() - make_interval(days => ${days})` })
    .where(eq(runs.id, runId));
/** All that the database holds of the organisation's meetings but for one run, as text. */
async function everythingBut(runId: string): Promise<string> {
  const tables = [
    'run_events',
    'turn_texts',
    'messages',
    'meetings',
    'artifacts',
    'tasks',
    'decisions',
    'notifications',
    'teams',
    'team_versions',
    'org_templates',
    'share_links',
    'api_tokens',
  ];
  const rest = ['participant_snapshots', 'tool_call_threads', 'export_files', 'idempotency_keys', 'open_turns', 'runs'];
  const parts = [...tables, ...rest].map((name) =>
    council.db.execute<{ all: string | null }>(
      sql`select string_agg(t::text, ' ') as all from ${sql.identifier(name)} t
        where org_id = ${admin.orgId} and to_jsonb(t)->>'run_id' is distinct from ${runId}`,
    ),
  );
  return (await Promise.all(parts)).map(({ rows }) => rows[0]?.all ?? '').join('\n');
}

/** Writes a name into what belongs to no meeting. */
async function nameEverywhere(name: string, meetingId: string): Promise<void> {
  const config = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });
  const [first, ...seats] = config.seats;
  if (!first) throw new Error('a team has seats');
  const persona = `Thinks as ${name} would.`;
  const team = await createTeam(ctx, admin, { config: { ...config, seats: [{ ...first, persona }, ...seats] } });
  await council.db
    .update(teams)
    .set({ name: `After ${name}` })
    .where(eq(teams.id, team.id));
  const template = await copyTemplate(ctx, admin, { from: 'general' });
  await council.db
    .update(orgTemplates)
    .set({ body: sql`jsonb_set(body, '{name,en}', ${JSON.stringify(`As ${name} likes it`)}::jsonb)` })
    .where(eq(orgTemplates.id, template.id));
  const terms = { label: `For ${name}`, scope: 'live', redaction: { passages: [`${name} said`] } };
  await makeShare(ctx, admin, { ...makeShareSchema.parse(terms), meetingId });
  await makeToken(ctx, admin, { name: `Reports for ${name}`, role: 'viewer', permissions: null, days: 9 });
}

beforeAll(async () => {
  [council, server] = await Promise.all([createDecidedCouncil(), redisProgram ? startRedis() : null]);
  ctx = another();
  admin = await council.join('admin', 'Ada Lund');
}, 120_000);
afterAll(async () => {
  await Promise.all(caches.map((cache) => cache.close()));
  await council?.close();
  await server?.close();
});

/** Holds a council in which a person comments and speaks, and settles it where `accept`. */
async function heldWith(person: Member, accept: boolean): Promise<{ meetingId: string; runId: string }> {
  const [row] = await council.db.select().from(meetings).where(eq(meetings.id, council.meetingId));
  if (!row) throw new Error('no meeting');
  const { search, ...made } = row;
  const meetingId = newId();
  await council.db.insert(meetings).values({ ...made, id: meetingId, createdAt: new Date(), state: 'prepared' });
  const runId = newId();
  await ctx.db.transaction((tx) => openRun(ctx, tx, council.leader, { meetingId, runId }));
  const say = (text: string) => ({ control: 'say' as const, text });
  await controlRun(ctx, person, { meetingId, commandId: newId(), control: say('Mind what Orlov knows.') });
  await commentRun(ctx, person, { meetingId, commandId: newId(), text: 'A private word.', private: false });
  await commentRun(ctx, council.leader, {
    meetingId,
    commandId: newId(),
    text: 'I spoke to Dmitri Orlov about it.',
    private: false,
  });
  await driveRun(ctx, admin.orgId, runId);
  if (accept) {
    const [decision] = [await readDecision(ctx, council.leader, { meetingId, runId })];
    await settleDecision(ctx, council.leader, {
      meetingId,
      runId,
      commandId: newId(),
      action: 'accept',
      version: decision.newest,
      note: 'Agreed.',
    });
  }
  return { meetingId, runId };
}

describe('retention', () => {
  it('blanks what is older than it is kept, everywhere and in every process, and keeps the decision', async () => {
    const vera = await council.join('moderator', 'Vera Holm');
    const { meetingId, runId } = await heldWith(vera, true);
    const far = another();
    const before = await readAll(ctx.events, admin.orgId, runId);
    const [decided, folded, seats] = await Promise.all([
      readDecisionRecord(far, admin, { meetingId, runId }),
      readRun(far, admin, { meetingId, runId }),
      listParticipants(far, admin, { meetingId, runId }),
    ]);
    expect(folded.state.turns.some((turn) => turn.text.includes('Shared runners helps.'))).toBe(true);
    expect(seats.participants.some((one) => one.last?.position?.because)).toBe(true);

    expect(await previewRetention(ctx, admin, { days: 90 })).toMatchObject({ meetings: 0 });
    await age(runId, 91);
    expect(await previewRetention(ctx, admin, { days: 90 })).toMatchObject({ meetings: 1, open: 0 });
    await sweepAll();
    expect(await previewRetention(ctx, admin, { days: 90 })).toMatchObject({ meetings: 1 });
    await changeRetention(ctx, admin, { retentionDays: 90 });
    await Promise.all([sweepAll(), sweepRetention(far), sweepRetention(another())]);
    expect(await previewRetention(ctx, admin, { days: 90 })).toMatchObject({ meetings: 0 });

    const after = await readAll(ctx.events, admin.orgId, runId);
    expect(after.slice(0, -1)).toEqual(before.map(withoutTranscript));
    expect(after.at(-1)).toMatchObject({ name: 'text-erased', what: 'transcript', seq: before.length + 1 });
    for (const process of [ctx, far, another()]) {
      const { state } = await readRun(process, admin, { meetingId, runId });
      expect(JSON.stringify({ ...state, artifacts: null })).not.toContain('Shared runners helps.');
      expect(JSON.stringify(state)).not.toContain('A private word.');
      expect(state.turns.length).toBe(folded.state.turns.length);
      const list = await listParticipants(process, admin, { meetingId, runId });
      expect(JSON.stringify(list)).not.toContain('"because":"so"');
    }
    expect(fold(after).artifacts).toEqual(fold(before).artifacts);
    const said = await listMessages(ctx, admin, { meetingId, limit: 200 }, true);
    expect(said.messages.length).toBeGreaterThan(10);
    expect(said.messages.every((one) => one.text === null)).toBe(true);

    // The record is as it was signed; its quotes stay, and its hash still proves it.
    const { log } = await readDecision(far, admin, { meetingId, runId });
    expect(log).toEqual(decided.log);
    expect(log.confirmation?.sha256).toBe(signedHash(log));
    const rows = await council.db.select().from(turnTexts).where(eq(turnTexts.runId, runId));
    expect(rows.every((row) => row.text === null && row.erasedAt !== null)).toBe(true);
    const trail = await council.db.select().from(auditRows).where(eq(auditRows.subjectId, runId));
    expect(trail.filter((row) => row.action === 'transcript.erase')).toHaveLength(1);
    // Younger ones are whole.
    const { state } = await readRun(ctx, admin, council.where);
    expect(state.turns.some((turn) => turn.text.includes('Shared runners helps.'))).toBe(true);
    await changeRetention(ctx, admin, { retentionDays: null });
  }, 60_000);
});

describe('a legal hold', () => {
  it('keeps everything as it is, says so, and lets it go when it ends', async () => {
    const { meetingId, runId } = await heldWith(council.leader, false);
    await age(runId, 500);
    await changeRetention(ctx, admin, { retentionDays: 30 });
    const whole = (await readAll(ctx.events, admin.orgId, runId)).length;
    await holdMeeting(ctx, admin, { meetingId, held: true });
    await sweepAll();
    expect((await refusal(removeMeeting(ctx, admin, meetingId))).reason).toBe('retention.meeting_held');
    await holdMeeting(ctx, admin, { meetingId, held: false });
    await changeRetention(ctx, admin, { held: true });
    await sweepAll();
    expect(await readAll(ctx.events, admin.orgId, runId)).toHaveLength(whole);
    expect((await readRetention(ctx, admin)).heldAt).not.toBeNull();
    expect((await refusal(removeMeeting(ctx, admin, meetingId))).reason).toBe('retention.held');
    const asked = requestErasure(ctx, admin, { names: ['Somebody'], confirm: 'Somebody' });
    expect((await refusal(asked)).reason).toBe('retention.held');
    await changeRetention(ctx, admin, { held: false });
    await sweepAll();
    expect(await readAll(ctx.events, admin.orgId, runId)).toHaveLength(whole + 1);
    await changeRetention(ctx, admin, { retentionDays: null });
    const trail = await council.db.select().from(auditRows).where(eq(auditRows.orgId, admin.orgId));
    expect(trail.filter((row) => row.action.startsWith('hold.')).map((row) => row.action)).toEqual([
      'hold.begin',
      'hold.end',
      'hold.begin',
      'hold.end',
    ]);
  }, 60_000);
});

describe('a person who is forgotten', () => {
  it('is nowhere afterwards but in what was accepted, and gets in no more', async () => {
    const kept = await council.join('moderator', 'Dmitri Orlov');
    const accepted = await heldWith(kept, true);
    const open = await heldWith(kept, false);
    await council.db
      .update(meetings)
      .set({ agenda: sql`jsonb_set(agenda, '{decider}', '"Dmitri Orlov"')`, deciderUserId: kept.userId })
      .where(eq(meetings.id, open.meetingId));
    const far = another();
    await readRun(far, admin, open);
    const signed = await readDecision(far, admin, accepted);
    await nameEverywhere('Dmitri Orlov', open.meetingId);
    const before = fold(await readAll(ctx.events, admin.orgId, open.runId));

    expect(
      (await refusal(requestErasure(ctx, admin, { userId: admin.userId, names: [], confirm: 'Ada Lund' }))).reason,
    ).toBe('erasure.oneself');
    const asked = { userId: kept.userId, names: ['Orlov'], confirm: 'Dmitri Orlov' };
    expect((await refusal(requestErasure(ctx, admin, { ...asked, confirm: 'dmitri' }))).reason).toBe('erasure.confirm');
    const found = await previewErasure(ctx, admin, asked);
    expect(found).toMatchObject({ name: 'Dmitri Orlov', comments: 4, kept: expect.any(Number) });
    expect(found.kept).toBeGreaterThan(0);
    await holdMeeting(ctx, admin, { meetingId: open.meetingId, held: true });
    const { id, pseudonym } = await requestErasure(ctx, admin, asked);
    expect(pseudonym).toMatch(/^Former member [0-9A-F]{6}$/);
    expect((await refusal(requestErasure(ctx, admin, asked))).reason).toBe('erasure.under_way');
    await sweepAll();
    // What is on hold waits, and the erasure with it.
    const waiting = (await readRetention(ctx, admin)).erasures.find((one) => one.id === id);
    expect(waiting).toMatchObject({ state: 'open', waiting: 1 });
    expect(JSON.stringify(await readAll(ctx.events, admin.orgId, open.runId))).toContain('A private word.');
    await holdMeeting(ctx, admin, { meetingId: open.meetingId, held: false });
    await council.db
      .update(erasures)
      .set({ claimedUntil: new Date(0) })
      .where(eq(erasures.id, id));
    await sweepAll();
    expect((await readRetention(ctx, admin)).erasures.find((one) => one.id === id)).toMatchObject({
      state: 'done',
      waiting: 0,
    });

    for (const process of [ctx, far, another()]) {
      const { state } = await readRun(process, admin, open);
      expect(JSON.stringify(state)).not.toMatch(/Orlov|A private word/);
      expect(JSON.stringify(state)).toContain(pseudonym);
      expect(state.turns.length).toBe(before.turns.length);
      expect(state.turns.filter((one) => one.seat).map((one) => one.text)).toEqual(
        before.turns.filter((one) => one.seat).map((one) => one.text),
      );
      expect(JSON.stringify(await readRun(process, admin, accepted))).not.toContain('A private word.');
    }
    const said = await listMessages(ctx, admin, { meetingId: open.meetingId, limit: 200 }, true);
    expect(said.messages.filter((one) => one.author === pseudonym).map((one) => one.text)).toEqual([null, null]);
    expect(said.messages.some((one) => one.text === `I spoke to ${pseudonym} about it.`)).toBe(true);
    const { log } = await readDecision(far, admin, accepted);
    expect(log).toEqual(signed.log);
    expect(log.confirmation?.sha256).toBe(signedHash(log));
    // Short, so that a failure shows where.
    const rest = [...(await everythingBut(accepted.runId)).matchAll(/.{0,80}Dmitri Orlov.{0,40}/g)];
    expect(rest.map(([found]) => found)).toEqual([]);
    expect((await listMeetings(ctx, admin, { search: 'Orlov' })).meetings).toEqual([]);
    const member = and(eq(memberships.orgId, admin.orgId), eq(memberships.userId, kept.userId));
    expect(await council.db.select().from(memberships).where(member)).toEqual([]);
    expect(await council.db.select().from(users).where(eq(users.id, kept.userId))).toEqual([]);
    const [row] = await council.db.select().from(erasures).where(eq(erasures.id, id));
    expect(row).toMatchObject({ names: [], state: 'done' });
    const trail = await council.db.select().from(auditRows).where(eq(auditRows.subjectId, id));
    expect(trail.map((one) => one.action).sort()).toEqual(['erasure.done', 'erasure.request']);
    expect(JSON.stringify(trail)).not.toContain('Orlov');
    expect(await council.db.$count(messages, eq(messages.userId, kept.userId))).toBeGreaterThan(0);
  }, 90_000);
});

describe('a deleted meeting', () => {
  it('can be restored for thirty days, is gone for good after them, and never while it is on hold', async () => {
    const { meetingId, runId } = await heldWith(council.leader, false);
    await removeMeeting(ctx, admin, meetingId);
    expect((await refusal(readMeeting(ctx, admin, meetingId))).reason).toBe('meeting.not_found');
    expect((await listDeletedMeetings(ctx, admin)).meetings.map((one) => one.id)).toEqual([meetingId]);
    await restoreMeeting(ctx, admin, meetingId);
    expect((await readMeeting(ctx, admin, meetingId)).id).toBe(meetingId);
    expect((await refusal(restoreMeeting(ctx, admin, meetingId))).reason).toBe('meeting.not_deleted');

    await removeMeeting(ctx, admin, meetingId);
    const deleted = (days: number) =>
      council.db
        .update(meetings)
        .set({ deletedAt: sql`now() - make_interval(days => ${days})` })
        .where(eq(meetings.id, meetingId));
    await deleted(29);
    await sweepAll();
    await deleted(31);
    await holdMeeting(ctx, admin, { meetingId, held: true });
    await sweepAll();
    expect((await listDeletedMeetings(ctx, admin)).meetings[0]).toMatchObject({ id: meetingId, held: true });
    await holdMeeting(ctx, admin, { meetingId, held: false });
    await sweepAll();
    expect((await listDeletedMeetings(ctx, admin)).meetings).toEqual([]);
    expect((await refusal(restoreMeeting(ctx, admin, meetingId))).reason).toBe('meeting.not_deleted');
    expect(await council.db.$count(runs, eq(runs.id, runId))).toBe(0);
    expect(await council.db.$count(turnTexts, eq(turnTexts.runId, runId))).toBe(0);
    const trail = await council.db.select().from(auditRows).where(eq(auditRows.subjectId, meetingId));
    expect(trail.map((row) => row.action)).toContain('meeting.purge');
  }, 60_000);

  it('is another organisation’s business to nobody', async () => {
    const strangers = newId();
    await council.db.insert(organisations).values({ id: strangers, name: 'Other', slug: strangers });
    const stranger: Member = { ...admin, orgId: strangers };
    const { meetingId } = council;
    expect((await refusal(holdMeeting(ctx, stranger, { meetingId, held: true }))).reason).toBe('meeting.not_found');
    expect((await refusal(restoreMeeting(ctx, stranger, meetingId))).reason).toBe('meeting.not_deleted');
    expect((await refusal(previewErasure(ctx, stranger, { userId: council.leader.userId, names: [] }))).reason).toBe(
      'member.not_found',
    );
    expect(await previewErasure(ctx, stranger, { names: ['Olga Brandt'] })).toMatchObject({ meetings: 0 });
  });
});
