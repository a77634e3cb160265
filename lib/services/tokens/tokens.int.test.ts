import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiTokens, auditRows, memberships } from '@/db/schema';
import { createTestApi } from '@/lib/auth/testing';
import type { Member } from '../context';
import type { ApiToken, TokenMade } from './schemas';

let api: Awaited<ReturnType<typeof createTestApi>>;
let owner: { who: Member; token: string };
let admin: typeof owner;

beforeAll(async () => {
  api = await createTestApi();
  const org = await api.newOrganisation();
  owner = await api.signIn(org, 'owner');
  admin = await api.signIn(org, 'admin');
});
afterAll(() => api?.close());

const make = async (body: Record<string, unknown> = {}, by = admin): Promise<TokenMade> => {
  const response = await api.call('POST', '/api/v1/tokens', {
    token: by.token,
    body: { name: 'Reports', role: 'admin', ...body },
  });
  expect(response.status).toBe(201);
  return (await response.json()) as TokenMade;
};
const status = async (token: string, method = 'GET', path = '/api/v1/models', body?: unknown) =>
  (await api.call(method, path, { token, body })).status;

describe('an API token', () => {
  it('is shown once, kept as a hash, told by its prefix and its last characters', async () => {
    const { token, ...made } = await make();
    expect(token).toMatch(/^xio_[\w-]{43}$/);
    expect(made).toMatchObject({
      name: 'Reports',
      role: 'admin',
      permissions: null,
      state: 'active',
      hint: token.slice(-4),
    });
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(90 * 86_400_000);
    const listed = await (await api.call('GET', '/api/v1/tokens', { token: admin.token })).text();
    expect(listed).toContain(made.id);
    expect(listed).not.toContain(token);
    const rows = JSON.stringify(await api.context.db.select().from(apiTokens));
    expect(rows).not.toContain(token);
    expect(JSON.stringify(await api.context.db.select().from(auditRows))).not.toContain(token);
  });

  it('lets a program in, whose last use is noted, and ends at once when it is revoked', async () => {
    const { token, id } = await make();
    expect(await status(token)).toBe(200);
    const [row] = await api.context.db.select().from(apiTokens).where(eq(apiTokens.id, id));
    expect(row?.lastUsedAt).toBeInstanceOf(Date);
    const revoked = await api.call('DELETE', `/api/v1/tokens/${id}`, { token: admin.token });
    expect(((await revoked.json()) as ApiToken).state).toBe('revoked');
    expect(await status(token)).toBe(401);
  });

  it('ends by itself, and can be asked for a year at most', async () => {
    const { token, id } = await make({ days: 1 });
    await api.context.db.update(apiTokens).set({ expiresAt: sql`now()` }).where(eq(apiTokens.id, id));
    expect(await status(token)).toBe(401);
    expect(await status(admin.token, 'POST', '/api/v1/tokens', { name: 'x', role: 'viewer', days: 366 })).toBe(400);
  });

  it('may do no more than its maker may now, and nothing once they may nothing', async () => {
    const { who, token: session } = await api.signIn(owner.who.orgId, 'admin');
    const { token } = await make({}, { who, token: session });
    const mine = eq(memberships.userId, who.userId);
    const create = () => status(token, 'POST', '/api/v1/models', { surely: 'no field of ours' });
    expect(await create()).toBe(400);
    await api.context.db.update(memberships).set({ role: 'viewer' }).where(mine);
    expect(await create()).toBe(403);
    expect(await status(token)).toBe(200);
    await api.context.db.update(memberships).set({ suspendedAt: sql`now()` }).where(mine);
    expect(await status(token)).toBe(401);
    await api.context.db.delete(memberships).where(mine);
    expect(await status(token)).toBe(401);
  });

  it('may do only what it was given, and never what takes a person', async () => {
    const { token } = await make({ permissions: ['meeting.read'] });
    expect(await status(token, 'GET', '/api/v1/meetings')).toBe(200);
    expect(await status(token)).toBe(403);
    const all = await make();
    expect(await status(all.token, 'POST', '/api/v1/tokens', { name: 'More', role: 'viewer' })).toBe(403);
    expect(await status(all.token, 'GET', '/api/v1/tokens')).toBe(403);
  });

  it.each([
    ['a role above one’s own', { role: 'owner' }, 403],
    ['a permission that the role lacks', { role: 'viewer', permissions: ['meeting.create'] }, 400],
    ['a permission for people only', { permissions: ['token.change'] }, 400],
    ['no permission at all', { permissions: [] }, 400],
  ])('is not given %s', async (_, body, refused) => {
    expect(await status(admin.token, 'POST', '/api/v1/tokens', { name: 'x', role: 'admin', ...body })).toBe(refused);
  });

  it('of another organisation is not found', async () => {
    const { id, token } = await make();
    const foreign = await api.signIn(await api.newOrganisation(), 'owner');
    expect(await status(foreign.token, 'DELETE', `/api/v1/tokens/${id}`)).toBe(404);
    expect(await status(token)).toBe(200);
  });
});
