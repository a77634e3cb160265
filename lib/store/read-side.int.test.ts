import { and, eq, getTableName, like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schema from '@/db/schema';
import { composeLog } from '../council/compose-log';
import type { Control } from '../council/controls.schema';
import type { MoveEvent, PersonEvent } from '../council/events';
import { fold } from '../council/evolve';
import type { Appended, EventLog } from '../ports/event-log';
import { createEventLog } from './event-log';
import * as make from './fixtures';
import { contentHash } from './stored-event';
import { createTestStore } from './testing';

const { artifacts, meetings, messages, openTurns, organisations, participantSnapshots, runs, turnTexts, usage } =
  schema;

let store: Awaited<ReturnType<typeof createTestStore>>;
let log: EventLog;
let org: string;
beforeAll(async () => {
  store = await createTestStore();
  log = createEventLog(store.db);
  org = store.orgId;
});
afterAll(() => store?.close());

const rowOf = async (run: string) => {
  const [row] = await store.db.select().from(runs).where(eq(runs.id, run));
  if (!row) throw new Error('no such run');
  return row;
};
const appended = (done: Appended) => {
  if (!done.ok) throw new Error(done.why);
  return done.events;
};
/** Appends moves at whatever head the run has, as its first driver. */
const move = async (run: string, ...events: MoveEvent[]) =>
  appended(await log.appendMoves(org, run, 1, (await rowOf(run)).head, events));
const started = async () => {
  const run = await store.newRun();
  await log.takeOver(org, run);
  return run;
};
const said = (run: string) =>
  store.db
    .select({ kind: messages.kind, author: messages.author, own: messages.text, spoken: turnTexts.text })
    .from(messages)
    .leftJoin(turnTexts, and(eq(turnTexts.runId, messages.runId), eq(turnTexts.hash, messages.textHash)))
    .where(eq(messages.runId, run))
    .orderBy(messages.seq, messages.part);

describe("the run's row", () => {
  it('says in lists what the log says', async () => {
    const run = await store.newRun();
    expect(await rowOf(run)).toMatchObject({ status: 'queued', head: 1, epoch: 0, scripted: true, needsDriver: true });
    await log.takeOver(org, run);
    await move(run, make.phaseEntered(), make.turnStarted(1));
    appended(await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1), make.usageRecorded(1)]));
    expect(await rowOf(run)).toMatchObject({
      status: 'running',
      phase: 'drafts',
      turns: 1,
      tokens: 150,
      microUsd: 12,
      openTurns: {},
      head: 6,
    });
    await move(run, { name: 'wrap-up-started', reason: { code: 'end.time' } });
    expect((await rowOf(run)).status).toBe('wrapping_up');
    await move(run, make.runFinished);
    const end = await rowOf(run);
    expect(end).toMatchObject({ status: 'finished', outcome: 'decided', endReason: { code: 'end.decided' } });
    expect(end.finishedAt?.getTime()).toBe((await log.read(org, run, end.head - 1))[0]?.at);
  });

  it('asks for a driver when there is something to do, and rests while paused', async () => {
    const run = await started();
    const ask = async (control: Control) => {
      const event: PersonEvent = { name: 'control-requested', commandId: schema.newId(), control, by: make.by };
      const [first] = appended(await log.appendPerson(org, run, event));
      return { request: first?.seq ?? 0, control: control.control, by: make.by };
    };
    const stands = async () => {
      const { status, needsDriver } = await rowOf(run);
      return [status, needsDriver];
    };
    const pause = await ask({ control: 'pause', mode: 'after_turn' });
    await move(run, { name: 'control-applied', ...pause, turn: null });
    expect(await stands()).toEqual(['pausing', true]);
    await move(run, { name: 'run-paused', by: make.by });
    expect(await stands()).toEqual(['paused', false]);
    const skip = await ask({ control: 'skip' });
    expect(await stands()).toEqual(['paused', true]);
    await move(run, { name: 'control-refused', ...skip, reason: { code: 'control.refused.nothing_to_skip' } });
    expect(await stands()).toEqual(['paused', false]);
    const resume = await ask({ control: 'resume' });
    await move(run, { name: 'control-applied', ...resume, turn: null }, { name: 'run-resumed', by: make.by });
    expect(await stands()).toEqual(['running', true]);
    await move(run, make.runFinished);
    expect(await stands()).toEqual(['finished', false]);
  });

  it('agrees with its usage rows, also after a takeover', async () => {
    const run = await started();
    await move(run, make.turnStarted(1), make.turnStarted(2));
    appended(await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1), make.usageRecorded(1)]));
    await log.takeOver(org, run);
    const rows = await store.db.select().from(usage).where(eq(usage.runId, run)).orderBy(usage.turn);
    expect(rows).toMatchObject([
      { turn: 1, seat: make.seat, model: 'playbook/scripted', inputTokens: 100, outputTokens: 50, known: true },
      { turn: 2, seat: make.seat, model: 'playbook/scripted', inputTokens: 900, microUsd: 30, known: false },
    ]);
    expect(await rowOf(run)).toMatchObject({ tokens: 1050, microUsd: 42, epoch: 2, openTurns: {} });
  });
});

describe('messages', () => {
  it('hold turns, comments and what people said, in order', async () => {
    const run = await started();
    await move(run, make.turnStarted(1));
    appended(await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1)]));
    appended(await log.appendPerson(org, run, make.comment('c1')));
    const [asked] = appended(await log.appendPerson(org, run, make.say('c2', 'Mind the cost.')));
    await move(run, { name: 'control-applied', request: asked?.seq ?? 0, control: 'say', by: make.by, turn: 2 });
    const name = make.team.seats.find((one) => one.id === make.seat)?.name;
    expect(await said(run)).toEqual([
      { kind: 'turn', author: name, own: null, spoken: 'Use the table.' },
      { kind: 'comment', author: 'Ada', own: 'What about cost?', spoken: null },
      { kind: 'say', author: 'Ada', own: 'Mind the cost.', spoken: null },
    ]);
    const seats = await store.db.select().from(participantSnapshots).where(eq(participantSnapshots.runId, run));
    expect(seats).toMatchObject([{ seat: make.seat, state: { turn: 1, purpose: 'draft', turns: 1 } }]);
  });

  it('keep a ballot secret until it is closed', async () => {
    const run = await started();
    const option = { id: 'A', name: 'The table', summary: '', turns: [], also: [], joined: [], nothing: false };
    await move(run, { name: 'alternatives-pooled', alternatives: [option], late: false });
    await move(run, make.turnStarted(1, 1, 'ballot'));
    appended(await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1, 'My vote.')]));
    expect(await said(run)).toEqual([]);
    const vote = { seat: make.seat, turn: 1, alternative: 'A', confidence: 1, because: 'x', text: 'My vote.' };
    const closed: MoveEvent = { name: 'ballot-closed', votes: [vote], majority: {}, weighted: {}, leader: 'A' };
    await move(run, closed);
    await move(run, closed);
    expect(await said(run)).toMatchObject([{ kind: 'turn', spoken: 'My vote.' }]);
    expect((await rowOf(run)).leader).toBe('The table');
    const { rows } = await store.db.execute(sql`
      select count(*)::int as n from run_events where run_id = ${run} and payload::text like '%My vote.%'`);
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('what must not happen', () => {
  it('an append that fails half-way leaves nothing behind', async () => {
    const run = await started();
    const broken = { ...make.turnStarted(2), attempt: Number.NaN };
    await expect(log.appendMoves(org, run, 1, 2, [make.turnStarted(1), broken])).rejects.toThrow();
    expect(await log.read(org, run, 2)).toEqual([]);
    expect(await rowOf(run)).toMatchObject({ head: 2, openTurns: {} });
  });

  it('a turn is lost because the database crashed and forgot what was being spoken', async () => {
    const run = await started();
    await move(run, make.turnStarted(1));
    await store.db.delete(openTurns);
    appended(await log.appendResults(org, run, 1, 1, 1, [make.turnCompleted(1)]));
  });

  it('an artifact that was read differs from the one that was hashed', async () => {
    const run = await started();
    const draft = composeLog(fold(await log.read(org, run, 0)), true);
    await move(run, { name: 'artifact-recorded', artifact: { kind: 'decision_log', version: 1, log: draft } });
    await move(run, { name: 'artifact-recorded', artifact: { kind: 'summary', version: 1, text: 'Done.' } });
    const rows = await store.db.select().from(artifacts).where(eq(artifacts.runId, run)).orderBy(artifacts.seq);
    expect(rows.map((row) => row.kind)).toEqual(['decision_log', 'summary']);
    for (const { body, contentHash: hash } of rows) expect(contentHash(body)).toBe(hash);
  });

  it('a meeting in Russian is not found by its word', async () => {
    const agenda = { ...make.agenda, title: 'Выбор ОЧЕРЕДИ', question: 'Какая очередь?' };
    const { title, question } = agenda;
    await store.db
      .insert(meetings)
      .values({ orgId: org, title, question, language: 'ru', template: 'general', agenda });
    const found = await store.db.select().from(meetings).where(like(meetings.search, '%очереди%'));
    expect(found.map((one) => one.title)).toEqual(['Выбор ОЧЕРЕДИ']);
  });

  it('a table of an organisation survives it, or does not say whose its rows are', async () => {
    const shared = ['call_nonces', 'organisations', 'rate_counts', 'saml_entries', 'users', 'tool_definitions'];
    const { rows: without } = await store.db.execute<{ table_name: string }>(sql`
      select table_name from information_schema.tables t where table_schema = 'public' and not exists (
        select from information_schema.columns c where c.table_name = t.table_name and c.column_name = 'org_id')`);
    expect(without.map((row) => row.table_name).sort()).toEqual(shared.sort());
    await store.db.delete(organisations).where(eq(organisations.id, org));
    for (const table of [
      meetings,
      runs,
      schema.runEvents,
      turnTexts,
      messages,
      artifacts,
      usage,
      participantSnapshots,
    ]) {
      expect([getTableName(table), await store.db.$count(table)]).toEqual([getTableName(table), 0]);
    }
  });
});
