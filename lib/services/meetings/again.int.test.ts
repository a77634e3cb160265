import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDecidedCouncil } from '../decisions/testing';
import { readRun } from '../runs/read';
import { startRun } from '../runs/start';
import { holdAgain } from './again';
import { originOf, readPoint } from './origin';
import { readMeeting } from './read';

let council: Awaited<ReturnType<typeof createDecidedCouncil>>;
let teamId: string;

beforeAll(async () => {
  council = await createDecidedCouncil();
  teamId = (await readMeeting(council.ctx, council.leader, council.meetingId)).team?.id ?? '';
}, 60_000);
afterAll(() => council.close());

const again = (over: Partial<Parameters<typeof holdAgain>[2]> = {}) => ({
  ...council.where,
  at: 1,
  teamId,
  style: {},
  key: crypto.randomUUID(),
  ...over,
});

test('a council that is held again begins with what its point knew, and no more', async () => {
  const { ctx, leader, where } = council;
  const { state } = await readRun(ctx, leader, where);
  const late = await holdAgain(ctx, leader, again({ at: state.head, style: { selector: 'random', rounds: 1 } }));
  const { runId } = await startRun(ctx, leader, late);
  const held = (await readRun(ctx, leader, { ...late, runId })).state;
  expect(held.previous?.alternatives.map((one) => one.name)).toEqual(
    state.alternatives.filter((one) => !one.nothing).map((one) => one.name),
  );
  expect(held).toMatchObject({
    agenda: state.agenda,
    parentRun: null,
    team: { selector: { method: 'random' }, rounds: 1 },
  });
  expect(await originOf(ctx.db, leader.orgId, late.meetingId)).toEqual({ ...where, seq: state.head });

  const early = await holdAgain(ctx, leader, again());
  const fresh = await startRun(ctx, leader, early);
  expect((await readRun(ctx, leader, { ...early, runId: fresh.runId })).state.previous).toBeNull();
  await ctx.drivers.leave();
});

test('the same click twice makes one meeting; the first one stays as it was', async () => {
  const { ctx, leader, where } = council;
  const asked = again({ style: { rounds: 2 } });
  const [one, other] = [await holdAgain(ctx, leader, asked), await holdAgain(ctx, leader, asked)];
  expect(other).toEqual(one);
  const first = await readMeeting(ctx, leader, where.meetingId);
  expect(first).toMatchObject({ runs: 1, team: { id: teamId } });
  expect(await originOf(ctx.db, leader.orgId, where.meetingId)).toBeNull();
});

test('nobody gets at a run of another organisation, or at a moment that it does not have', async () => {
  const { ctx, leader } = council;
  const stranger = { ...leader, orgId: 'elsewhere' };
  await expect(holdAgain(ctx, stranger, again())).rejects.toMatchObject({ code: 'not_found' });
  await expect(readPoint(ctx, leader, { ...council.where, at: 100_000 })).rejects.toMatchObject({
    reason: 'run.no_event',
  });
});
