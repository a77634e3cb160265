import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberships, organisations, sessions, users } from '@/db/schema';
import { readEnv } from '../env';
import { createTestServices } from '../services/testing';
import { beginLocalAccount, ensureLocalAccount, signInLocally } from './local-account';
import { closeSession, openSession, resolveSession, resolveSessions, sessionDays } from './sessions';

let services: Awaited<ReturnType<typeof createTestServices>>;
beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services.close());

describe('sessions', () => {
  it('a token opens what it was made for, and nothing once it is closed, has ended, or the member is gone', async () => {
    const { db } = services;
    const who = await services.newMember(await services.newOrganisation(), 'moderator', 'Ada');
    const token = await openSession(db, who);
    expect(await resolveSession(db, token)).toEqual(who);
    expect(JSON.stringify(await db.select().from(sessions))).not.toContain(token);

    await db.update(sessions).set({ expiresAt: sql`now() - interval '1 second'` });
    expect(await resolveSession(db, token)).toBeNull();
    const second = await openSession(db, who);
    await closeSession(db, second);
    expect(await resolveSession(db, second)).toBeNull();
    const third = await openSession(db, who);
    await db.delete(memberships).where(eq(memberships.userId, who.userId));
    expect(await resolveSession(db, third)).toBeNull();
  });

  it('many tokens are looked up together, each for its own member, so that a thousand open streams cost one statement', async () => {
    const { db } = services;
    const orgId = await services.newOrganisation();
    const all = await Promise.all([services.newMember(orgId, 'moderator'), services.newMember(orgId, 'viewer')]);
    const tokens = await Promise.all(all.map((who) => openSession(db, who)));
    const gone = await openSession(db, all[0]);
    await closeSession(db, gone);
    const asking = [...tokens, gone, 'nobody’s'].map((token) => ({ token, meetingId: null }));
    expect(await resolveSessions(db, asking)).toEqual([...all, null, null]);
  });

  it('use moves the end of a session, so that nobody is signed out in the middle of a month of work', async () => {
    const { db } = services;
    const who = await services.newMember(await services.newOrganisation(), 'member');
    const token = await openSession(db, who);
    const soon = { lastSeenAt: sql`now() - interval '2 days'`, expiresAt: sql`now() + interval '1 day'` };
    await db.update(sessions).set(soon).where(eq(sessions.userId, who.userId));
    const days = async () => {
      const [row] = await db.select().from(sessions).where(eq(sessions.userId, who.userId));
      return Math.round(((row?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000);
    };
    await resolveSessions(db, [{ token, meetingId: null }]);
    expect(await days(), 'a stream that was left open is no use').toBe(1);
    await resolveSession(db, token);
    expect(await days()).toBe(sessionDays);
  });
});

describe('the local account', () => {
  const headers = (host: string, more: Record<string, string> = {}) => new Headers({ host, ...more });
  const context = (env: Record<string, string> = {}) => ({
    ...services.ctx,
    env: readEnv({ NODE_ENV: 'test', ...env }),
  });

  it('is made once, also when ten tabs ask at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => ensureLocalAccount(services.ctx, 'ru')));
    expect(new Set(all.map((one) => one.userId)).size).toBe(1);
    expect(all[0]).toMatchObject({ role: 'owner', name: 'Организатор' });
    const orgs = await services.db.select().from(organisations).where(eq(organisations.slug, 'local'));
    expect(orgs).toMatchObject([{ name: 'Моя организация', language: 'ru' }]);
    expect(await services.db.select().from(users).where(eq(users.local, true))).toHaveLength(1);
  });

  it('opens from this machine only', async () => {
    const token = await signInLocally(context(), headers('localhost:3000', { origin: 'http://localhost:3000' }), 'en');
    expect(await resolveSession(services.db, token)).toMatchObject({ role: 'owner' });
    const refused = [
      signInLocally(context(), headers('xio.example'), 'en'),
      signInLocally(context(), headers('localhost:3000', { origin: 'https://evil.example' }), 'en'),
      signInLocally(context({ HOST: '0.0.0.0' }), headers('localhost:3000'), 'en'),
      signInLocally(context({ XIO_PUBLIC_URL: 'https://xio.example' }), headers('localhost:3000'), 'en'),
    ];
    for (const attempt of refused) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lets nobody stay once others reach the site, and whoever starts it reads why', async () => {
    const [who, by] = [
      await ensureLocalAccount(services.ctx),
      headers('localhost:3000', { origin: 'http://localhost:3000' }),
    ];
    const token = await signInLocally(context(), by, 'en');
    const other = await openSession(services.db, who, { method: 'owner_link' });
    expect(await beginLocalAccount(context())).toMatch(/^The local account is on/);
    expect(await resolveSession(services.db, token)).not.toBeNull();
    expect(await beginLocalAccount(context({ HOST: '0.0.0.0' }))).toMatch(/^The local account is off: others reach/);
    expect([await resolveSession(services.db, token), await resolveSession(services.db, other)]).toEqual([null, who]);
  });
});
