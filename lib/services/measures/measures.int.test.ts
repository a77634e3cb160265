import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decisions, exportRows, meetings, newId, runEvents, runs, tasks } from '@/db/schema';
import type { LoggedEvent, RunEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import { agenda, by, phaseEntered, runCreated } from '@/lib/store/fixtures';
import { normalise, toStored } from '@/lib/store/stored-event';
import { createDecidedCouncil } from '../decisions/testing';
import { listMeetings } from '../meetings/list';
import { readRun } from '../runs/read';
import { measuredCsv } from './csv';
import { type Counted, countedNames } from './define';
import { readMeasured, readMeasures } from './read';

let council: Awaited<ReturnType<typeof createDecidedCouncil>>;
beforeAll(async () => {
  council = await createDecidedCouncil();
});
afterAll(() => council.close());

interface Made {
  title?: string;
  endedAt: string;
  outcome?: 'decided' | 'escalated' | 'stopped';
  decision?: 'proposed' | 'accepted' | 'draft' | 'escalated';
  confirmed?: number;
  /** Of these tasks; all of them where it is left out. */
  delivered?: number;
  incident?: boolean;
  openedMinutesBefore?: number;
}

/** A meeting with a finished run as the log would have left it. */
async function made({ title = 'Made', endedAt, outcome = 'decided', ...more }: Made): Promise<string> {
  const { db, leader } = council;
  const [meetingId, runId, orgId] = [newId(), newId(), leader.orgId];
  const createdAt = new Date(Date.parse(endedAt) - 600_000);
  const incident = {
    service: 'Queue',
    started_at: '2026-01-31T17:20:00Z',
    detected_at: '2026-01-31T17:50:00Z',
    mitigated_at: '2026-01-31T18:00:00Z',
    resolved_at: '2026-02-01T17:20:00+02:00',
  };
  const { question, language } = agenda;
  await db.insert(meetings).values({
    id: meetingId,
    orgId,
    title,
    question,
    language,
    template: more.incident ? 'incident-review' : 'general',
    agenda: { ...agenda, title, incident: more.incident ? incident : null },
    openedAt: more.openedMinutesBefore ? new Date(createdAt.getTime() - more.openedMinutesBefore * 60_000) : null,
  });
  await db.insert(runs).values({
    id: runId,
    orgId,
    meetingId,
    teamVersion: 1,
    status: 'finished',
    outcome,
    scripted: false,
    seats: {},
    microUsd: 20_000,
    createdAt,
    finishedAt: new Date(endedAt),
    activeMs: 300_000,
    needsDriver: false,
  });
  if (more.decision) {
    const text = { title, statement: 'We do.' };
    await db.insert(decisions).values({ runId, orgId, meetingId, version: 1, status: more.decision, ...text });
  }
  const [some] = await db.select().from(tasks).limit(1);
  if (!some) throw new Error('The council left no task');
  for (let n = 0; n < (more.confirmed ?? 0); n++) {
    const item = { ...some.item, id: `t${n}`, origin: n === 0 ? ('derived' as const) : ('stated' as const) };
    const place = { runId, itemId: item.id, orgId, meetingId, position: n, version: 1 };
    await db.insert(tasks).values({ ...place, status: 'confirmed', item });
    await db.insert(exportRows).values({
      ...{ orgId, meetingId, runId, target: 'notion', kind: 'action_item', itemId: item.id, version: 1 },
      ...(n < (more.delivered ?? n + 1) ? { state: 'delivered', deliveredVersion: 1 } : { state: 'failed' }),
      idempotencyKey: newId(),
    });
  }
  return meetingId;
}

test('the active time of a run is what its log folds to: else the page and the room tell two times', async () => {
  const { db, ctx, leader, runId, where } = council;
  const { state } = await readRun(ctx, leader, where);
  const [run] = await db.select().from(runs).where(sql`id = ${runId}`);
  expect(run?.activeMs).toBe(Math.round(state.clock.activeMs));

  const id = newId();
  const meetingId = await made({ endedAt: '2026-03-01T10:00:00Z' });
  const base = { orgId: leader.orgId, meetingId, teamVersion: 1, scripted: true, seats: {} };
  await db.insert(runs).values({ id, ...base, createdAt: new Date('2026-01-01T00:00:00Z') });
  const reason = { code: 'phase.next' };
  const steps: [seconds: number, epoch: number, event: RunEvent][] = [
    [0, 0, runCreated(id, meetingId)],
    [10, 1, { name: 'run-started' }],
    [30, 1, phaseEntered()],
    [40, 1, { name: 'comment-added', commandId: 'c', text: 'Mind this.', by, private: false }],
    [50, 1, { name: 'run-paused', by }],
    [500, 1, { name: 'run-resumed', by }],
    [520, 1, phaseEntered('ballot')],
    [900, 2, { name: 'run-taken-over', discarded: [] }],
    [930, 2, { name: 'wrap-up-started', reason }],
    [935.5, 2, { name: 'run-finished', outcome: 'stopped', reason }],
  ];
  const log = steps.map(([seconds, epoch, event], index): LoggedEvent => {
    return { ...event, seq: index + 1, epoch, at: Date.UTC(2026, 0, 1) + seconds * 1000 };
  });
  for (const [index, [seconds, epoch, event]] of steps.entries()) {
    const at = new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
    await db
      .insert(runEvents)
      .values({ orgId: leader.orgId, runId: id, seq: index + 1, epoch, at, ...toStored(normalise(event)) });
  }
  const { rows } = await db.execute<{ ms: number }>(sql`select active_ms(${id}) as ms`);
  expect([rows[0]?.ms, fold(log).clock.activeMs]).toEqual([95_500, 95_500]);
});

test('every number leads to the meetings it counted, and to no other', async () => {
  const { ctx, leader } = council;
  const days = { from: '2026-05-01', to: '2026-05-31' };
  await made({ endedAt: '2026-05-01T00:00:00Z', decision: 'accepted', confirmed: 5, openedMinutesBefore: 4 });
  await made({ endedAt: '2026-05-31T23:59:59Z', decision: 'accepted', confirmed: 11 });
  await made({ endedAt: '2026-05-10T12:00:00Z', decision: 'proposed', confirmed: 4 });
  await made({ endedAt: '2026-05-11T12:00:00Z', outcome: 'escalated', decision: 'escalated', confirmed: 6 });
  await made({ endedAt: '2026-05-12T12:00:00Z', outcome: 'stopped', decision: 'draft' });
  await made({ endedAt: '2026-05-14T12:00:00Z', decision: 'accepted', confirmed: 6, delivered: 5 });
  await made({ endedAt: '2026-05-13T12:00:00Z', decision: 'accepted', confirmed: 10, incident: true });
  await made({ endedAt: '2026-04-30T23:59:59Z', decision: 'accepted', confirmed: 7 });
  await made({ endedAt: '2026-06-01T00:00:00Z', decision: 'accepted', confirmed: 7 });

  const { figures, spans, templates } = await readMeasures(ctx, leader, days);
  const numbers: Record<Counted, number> = {
    ended: figures.ended,
    succeeded: figures.succeeded,
    recorded: figures.tasks.count,
    decided: figures.decision.count,
    prepared: figures.agenda.count,
    escalated: figures.escalated,
    incidents: figures.restore.count,
    scripted: figures.scripted,
  };
  expect(numbers).toEqual({
    ended: 7,
    succeeded: 2,
    recorded: 5,
    decided: 5,
    prepared: 1,
    escalated: 1,
    incidents: 1,
    scripted: 0,
  });
  const listed = async (counted: Counted, more = {}) =>
    (await listMeetings(ctx, leader, { counted, endedFrom: days.from, endedTo: days.to, ...more })).meetings.length;
  for (const name of countedNames) expect({ name, count: await listed(name) }).toEqual({ name, count: numbers[name] });
  expect(await listed('succeeded', { template: 'incident-review' })).toBe(1);
  expect(await listed('ended', { team: 'none' })).toBe(7);
  expect(await listed('ended', { team: 'nobody' })).toBe(0);
  expect(figures).toMatchObject({
    agenda: { median: 240_000 },
    detect: { median: 30 * 60_000 },
    restore: { mean: 22 * 3_600_000 },
    cost: { total: 140_000, mean: 20_000 },
  });
  expect(spans.map((one) => one.figures.ended).reduce((sum, one) => sum + one, 0)).toBe(7);
  expect(templates.map((one) => [one.id, one.figures.ended])).toEqual([
    ['general', 6],
    ['incident-review', 1],
  ]);
});

test('costs are for who leads, and another organisation counts nothing of ours', async () => {
  const { ctx, leader, decider } = council;
  const days = { from: '2026-05-01', to: '2026-05-31' };
  expect((await readMeasures(ctx, decider, days)).figures).toMatchObject({ ended: 7, cost: null });
  const { rows } = await readMeasured(ctx, decider, days);
  expect(measuredCsv(decider, rows)).not.toContain('cost');
  expect(measuredCsv(leader, rows)).toContain('cost_usd');
  expect((await readMeasures(ctx, { ...leader, orgId: newId() }, days)).figures.ended).toBe(0);
  for (const wrong of [{ from: '2026-05-31', to: '2026-05-01' }, { from: '0999-01-01' }, { from: '2020-01-01' }]) {
    await expect(readMeasures(ctx, leader, wrong)).rejects.toThrow();
  }
});

test('a title cannot become a formula in a spreadsheet, nor break its line', async () => {
  const { ctx, leader } = council;
  await made({ title: '=HYPERLINK("x"),\n1', endedAt: '2026-07-01T10:00:00Z' });
  const { rows } = await readMeasured(ctx, leader, { from: '2026-07-01', to: '2026-07-01' });
  const [head = '', ...lines] = measuredCsv(leader, rows).split('\r\n');
  expect(lines.join('\r\n')).toContain(`,"'=HYPERLINK(""x""),\n1",2026-07-01T10:00:00.000Z,,general,false,,false,`);
  expect(head.split(',')).toHaveLength(18);
});
