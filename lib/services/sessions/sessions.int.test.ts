import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { auditRows, memberships, sessions } from '@/db/schema';
import { openSession } from '@/lib/auth/sessions';
import { createTestApi } from '@/lib/auth/testing';
import type { Member } from '../context';
import { sessionListSchema } from './schemas';

let api: Awaited<ReturnType<typeof createTestApi>>;
let who: Member;
let token: string;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  ({ who, token } = await api.signIn(await api.newOrganisation(), 'viewer'));
});
afterAll(() => api?.close());

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1';
const open = (of = who) => openSession(api.db, of, { method: 'oidc', from: { address: '192.0.2.7', agent: phone } });
const list = async (by = token) =>
  sessionListSchema.parse(await (await api.call('GET', '/api/v1/sessions', { token: by })).json()).sessions;
const status = async (method: string, path: string, by: string) => (await api.call(method, path, { token: by })).status;
const getsIn = async (by: string) => (await status('GET', '/api/v1/meetings', by)) === 200;

it('lists one’s own sessions with what tells them apart, this one first, and no token', async () => {
  const other = await open();
  const listed = await list();
  expect(listed).toMatchObject([
    { current: true, method: 'local', address: null },
    { current: false, method: 'oidc', address: '192.0.2.7', device: { browser: 'Safari', system: 'iPhone' } },
  ]);
  expect((await list(other))[0]?.id).toBe(listed[1]?.id);
  const rows = await api.db.select().from(sessions).where(eq(sessions.userId, who.userId));
  for (const secret of [token, other, ...rows.map(({ tokenHash }) => tokenHash)])
    expect(JSON.stringify(listed)).not.toContain(secret);
});

it('an ended one is out at once, and that is in the trail', async () => {
  const lost = await open();
  expect(await getsIn(lost)).toBe(true);
  const id = (await list())[1]?.id ?? '';
  expect(await status('DELETE', `/api/v1/sessions/${id}`, token)).toBe(204);
  expect(await getsIn(lost)).toBe(false);
  expect(await getsIn(token)).toBe(true);
  expect(await status('DELETE', `/api/v1/sessions/${id}`, token)).toBe(404);
  const told = await api.db
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.orgId, who.orgId), eq(auditRows.action, 'session.end')));
  expect(told).toMatchObject([{ userId: who.userId, subjectType: 'session', subjectId: id }]);
});

it('all others end together, and this one stays', async () => {
  const others = [await open(), await open()];
  expect(await status('DELETE', '/api/v1/sessions', token)).toBe(204);
  for (const one of others) expect(await getsIn(one)).toBe(false);
  expect(await list()).toMatchObject([{ current: true }]);
});

it('another one’s are neither seen nor ended, of the same organisation or not', async () => {
  const [colleague, stranger] = [
    await api.signIn(who.orgId, 'member'),
    await api.signIn(await api.newOrganisation(), 'owner'),
  ];
  expect(await list()).toHaveLength(1);
  for (const one of [colleague, stranger]) {
    const [theirs] = await list(one.token);
    expect(await status('DELETE', `/api/v1/sessions/${theirs?.id}`, token)).toBe(404);
    expect(await status('DELETE', '/api/v1/sessions', token)).toBe(204);
    expect(await getsIn(one.token)).toBe(true);
  }
});

it('those of another organisation of one’s own are seen and ended here, and that is in its trail', async () => {
  const there = { orgId: await api.newOrganisation(), userId: who.userId };
  await api.db.insert(memberships).values({ ...there, role: 'viewer' });
  const [one, other] = [await open({ ...who, ...there }), await open({ ...who, ...there })];
  const [, first] = await list();
  expect(await list()).toHaveLength(3);
  expect(await status('DELETE', `/api/v1/sessions/${first?.id}`, token)).toBe(204);
  expect(await status('DELETE', '/api/v1/sessions', token)).toBe(204);
  expect([await getsIn(one), await getsIn(other), await getsIn(token)]).toEqual([false, false, true]);
  const told = await api.db.select().from(auditRows).where(eq(auditRows.orgId, there.orgId));
  expect(told.filter(({ action }) => action === 'session.end')).toHaveLength(2);
});
