import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows, meetings, runs } from '@/db/schema';
import { guardAgain } from '@/lib/auth/guard-again';
import { createTestApi } from '@/lib/auth/testing';
import type { Member } from '../context';
import { createMeeting } from '../meetings/create';
import { agendaOf } from '../testing';

let api: Awaited<ReturnType<typeof createTestApi>>;
let orgId: string;
let lead: { who: Member; token: string };
let guest: { who: Member; token: string };
let meeting: string;
let other: string;
beforeAll(async () => {
  api = await createTestApi();
  orgId = await api.newOrganisation();
  lead = await api.signIn(orgId, 'moderator');
});
afterAll(() => api.close());
beforeEach(async () => {
  guest = await api.signIn(orgId, 'viewer');
  meeting = await newMeeting();
  other = await newMeeting();
});

/** With a run that nobody drives. */
async function newMeeting(): Promise<string> {
  const { id } = await createMeeting(api.ctx, lead.who, { agenda: agendaOf('Do we keep the second office?') });
  const run = await api.newRun(lead.who, id);
  await api.context.lease.acquire(run, 'nobody', 3_600_000);
  return id;
}
const put = (role: string, at = meeting, by = lead) =>
  api.call('PUT', `/api/v1/meetings/${at}/people/${guest.who.userId}`, { token: by.token, body: { role } });
const ask = async (method: string, path: string, body?: unknown) =>
  (await api.call(method, path, { token: guest.token, ...(body === undefined ? {} : { body }) })).status;
const steer = (at: string) => ask('POST', `/api/v1/meetings/${at}/control`, { control: 'pause' });
const remark = (at: string) => ask('POST', `/api/v1/meetings/${at}/messages`, { text: 'Hello' });
const audience = async (at: string) => {
  const leaving = new AbortController();
  const answer = await api.call('GET', `/api/v1/meetings/${at}/stream`, { token: guest.token, signal: leaving.signal });
  leaving.abort();
  await answer.body?.cancel();
  return answer.headers.get('xio-reader');
};

describe('a guest moderator who is a viewer', () => {
  it('steers this meeting and no other, as long as the role lasts', async () => {
    expect([await steer(meeting), await remark(meeting)]).toEqual([403, 403]);
    expect((await put('guest_moderator')).status).toBe(200);
    expect([await steer(meeting), await remark(meeting)]).toEqual([202, 202]);
    expect([await steer(other), await remark(other)], 'another meeting').toEqual([403, 403]);
    expect(await ask('POST', '/api/v1/meetings', {}), 'nor the organisation').toBe(403);
    expect(await ask('DELETE', `/api/v1/meetings/${meeting}`), 'what leaders alone do').toBe(403);
    const [run] = await api.db.select().from(runs).where(eq(runs.meetingId, other));
    expect(await ask('POST', `/api/v1/meetings/${meeting}/control?runId=${run?.id}`, { control: 'pause' })).toBe(404);
    const path = `/api/v1/meetings/${meeting}/people/${guest.who.userId}`;
    expect((await api.call('DELETE', path, { token: lead.token })).status).toBe(204);
    expect(await steer(meeting)).toBe(403);
  });

  it('hears what moderators hear on its stream alone, and stops to when the role goes', async () => {
    expect(await audience(meeting)).toBe(`${guest.who.userId}:viewer`);
    await put('guest_moderator');
    expect(await audience(meeting)).toBe(`${guest.who.userId}:viewer:guest_moderator`);
    expect(await audience(other)).toBe(`${guest.who.userId}:viewer`);
    const headers = new Headers({ authorization: `Bearer ${guest.token}` });
    const again = (at: string) => guardAgain({ headers }, api.context, 'run.control', at);
    expect(await again(meeting)).not.toBeNull();
    expect(await again(other)).toBeNull();
    await put('informed');
    expect(await again(meeting)).toBeNull();
  });

  it('gives nobody a role, and takes none', async () => {
    await put('guest_moderator');
    expect((await put('guest_moderator', other, guest)).status).toBe(403);
    expect((await put('consulted', meeting, guest)).status).toBe(403);
  });
});

describe('the others of a meeting', () => {
  it('who is consulted may remark there, who is informed reads', async () => {
    await put('consulted');
    expect([await steer(meeting), await remark(meeting), await remark(other)]).toEqual([403, 202, 403]);
    await put('informed');
    expect([await steer(meeting), await remark(meeting)]).toEqual([403, 403]);
  });

  it('stand in the run that is opened then, for its decision log', async () => {
    const { id } = await createMeeting(api.ctx, lead.who, { agenda: agendaOf('Do we keep the third office?') });
    const informed = await api.signIn(orgId, 'member');
    await put('consulted', id);
    await api.call('PUT', `/api/v1/meetings/${id}/people/${informed.who.userId}`, {
      token: lead.token,
      body: { role: 'informed' },
    });
    const started = await api.call('POST', `/api/v1/meetings/${id}/start`, { token: lead.token, body: {} });
    const { runId } = (await started.json()) as { runId: string };
    const [created] = await api.context.events.read(orgId, runId, 0, 1);
    expect(created).toMatchObject({ name: 'run-created', agenda: { consulted: ['viewer'], informed: ['member'] } });
  });

  it('are listed with the decider; changes leave a trace of before and after', async () => {
    await put('consulted');
    await put('guest_moderator');
    const list = await api.call('GET', `/api/v1/meetings/${meeting}/people`, { token: guest.token });
    expect(await list.json()).toMatchObject({
      decider: { name: 'Ada', userId: null },
      people: [{ userId: guest.who.userId, role: 'guest_moderator', organisationRole: 'viewer' }],
    });
    const rows = await api.db.select().from(auditRows).where(eq(auditRows.subjectId, meeting));
    const last = rows.filter((one) => one.action === 'meeting.people').at(-1);
    expect(last?.detail).toMatchObject({ before: { role: 'consulted' }, after: { role: 'guest_moderator' } });
  });

  it('are members of the organisation; another’s meeting is not known', async () => {
    const stranger = await api.signIn(await api.newOrganisation(), 'owner');
    const at = `/api/v1/meetings/${meeting}/people/${stranger.who.userId}`;
    const body = { role: 'informed' };
    expect((await api.call('PUT', at, { token: lead.token, body })).status).toBe(404);
    expect((await api.call('PUT', at, { token: stranger.token, body })).status).toBe(404);
    expect((await api.call('GET', `/api/v1/meetings/${meeting}/people`, { token: stranger.token })).status).toBe(404);
    expect((await api.call('DELETE', at, { token: lead.token })).status).toBe(404);
  });
});

it('the decider settles their meeting’s decision also as a viewer, and no other', async () => {
  await api.db.update(meetings).set({ deciderUserId: guest.who.userId }).where(eq(meetings.id, meeting));
  const settle = (at: string) =>
    ask('POST', `/api/v1/meetings/${at}/decision/settle`, { action: 'accept', version: 1 });
  expect(await settle(meeting), 'let in; there is no decision yet').toBe(404);
  expect(await settle(other)).toBe(403);
});
