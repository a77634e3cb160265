import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  auditRows,
  invitations,
  memberships,
  newId,
  organisations,
  orgDomains,
  sessions,
  ssoConnections,
  users,
} from '@/db/schema';
import { createMemorySignal } from '@/lib/signal/memory-signal';
import type { OrgRole } from '../context';
import { createTestServices } from '../testing';
import type { Arrival } from './arrival';
import { land } from './land';

let services: Awaited<ReturnType<typeof createTestServices>>;
const signal = createMemorySignal();
let n = 0;
let orgId: string;
let domain: string;
beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  n += 1;
  domain = `north${n}.example`;
  orgId = await services.newOrganisation();
});

const verify = (org = orgId, name = domain) =>
  services.db.insert(orgDomains).values({ orgId: org, domain: name, challenge: 'c', verifiedAt: new Date() });
const connect = async (over: Partial<typeof ssoConnections.$inferInsert> = {}) => {
  const id = newId();
  await services.db.insert(ssoConnections).values({
    id,
    orgId,
    kind: 'oidc',
    label: id,
    issuer: 'https://id.example',
    groupRoles: [],
    defaultRole: 'member',
    ...over,
  });
  return id;
};
const invite = (email: string, role: OrgRole, over: Partial<typeof invitations.$inferInsert> = {}) =>
  services.db
    .insert(invitations)
    .values({ orgId, email, role, tokenHash: newId(), expiresAt: new Date(Date.now() + 60_000), ...over });
const arrive = (connection: string, over: Partial<Arrival> = {}) =>
  land(
    { db: services.db, signal },
    {
      connection,
      subject: 'subject-1',
      email: `Ada@${domain}`,
      emailVerified: true,
      name: 'Ada Brandt',
      groups: [],
      from: { address: '203.0.113.7', agent: 'Firefox' },
      ...over,
    },
  );
const refused = (reason: string) => ({ code: 'forbidden', reason });
const memberOf = async (userId: string, org = orgId) =>
  (
    await services.db
      .select()
      .from(memberships)
      .where(and(eq(memberships.orgId, org), eq(memberships.userId, userId)))
  )[0];
const actions = async () =>
  (await services.db.select().from(auditRows).where(eq(auditRows.orgId, orgId)).orderBy(auditRows.id)).map(
    (row) => row.action,
  );

describe('the first time', () => {
  it('somebody of a verified domain becomes a member, once, also from two tabs at once', async () => {
    await verify();
    const connection = await connect();
    const [one, two] = await Promise.all([arrive(connection), arrive(connection)]);
    expect(one).toMatchObject({ orgId, name: 'Ada Brandt', method: 'oidc', connectionId: connection });
    expect(two?.userId).toBe(one?.userId);
    expect(await memberOf(one?.userId ?? '')).toMatchObject({ role: 'member', connectionId: connection });
    expect(await actions()).toEqual(['member.join', 'session.open', 'session.open']);
  });

  it('somebody invited gets the role of the invitation, which is then used', async () => {
    await invite(`ada@${domain}`, 'moderator');
    const { userId } = await arrive(await connect({ defaultRole: null }));
    expect(await memberOf(userId)).toMatchObject({ role: 'moderator', connectionId: null });
    const [row] = await services.db.select().from(invitations).where(eq(invitations.orgId, orgId));
    expect(row).toMatchObject({ acceptedBy: userId });
  });

  it.each([
    ['an address nobody expects', {}, 'sign_in.not_expected'],
    ['an address the provider does not vouch for', { emailVerified: false }, 'sign_in.address_unverified'],
    ['an address the provider says nothing of', { emailVerified: null }, 'sign_in.address_unverified'],
    ['no address', { email: null }, 'sign_in.no_address'],
  ] as const)('%s is refused, and nothing is left but a line in the trail', async (_, over, reason) => {
    await expect(arrive(await connect(), over)).rejects.toMatchObject(refused(reason));
    expect(await actions()).toEqual(['session.refuse']);
  });

  it('an invitation that is over, or an address that was not verified, lets nobody in', async () => {
    const connection = await connect();
    await invite(`ada@${domain}`, 'admin', { expiresAt: new Date(0) });
    await expect(arrive(connection)).rejects.toMatchObject(refused('sign_in.not_expected'));
    await invite(`bo@${domain}`, 'admin');
    const unsaid = { email: `bo@${domain}`, emailVerified: null };
    await expect(arrive(connection, unsaid)).rejects.toMatchObject(refused('sign_in.address_unverified'));
  });

  it('the domain speaks where the provider says nothing, but not against it', async () => {
    await verify();
    const connection = await connect();
    await expect(arrive(connection, { emailVerified: false })).rejects.toMatchObject(
      refused('sign_in.address_unverified'),
    );
    expect(await arrive(connection, { emailVerified: null })).toMatchObject({ orgId });
  });

  it('a domain that is another organisation’s opens nothing here', async () => {
    await verify(await services.newOrganisation());
    await expect(arrive(await connect())).rejects.toMatchObject(refused('sign_in.not_expected'));
  });
});

describe('accounts that are there already', () => {
  const account = async (email: string, role: OrgRole = 'member', org = orgId) => {
    const who = await services.newMember(org, role, 'Ada of before');
    await services.db.update(users).set({ email }).where(eq(users.id, who.userId));
    return who;
  };

  it('are found by an address of a verified domain and keep the role that a person gave', async () => {
    await verify();
    const before = await account(`ada@${domain}`, 'owner');
    expect(await arrive(await connect())).toMatchObject({ userId: before.userId, name: 'Ada of before' });
    expect(await memberOf(before.userId)).toMatchObject({ role: 'owner', connectionId: null });
  });

  it('of other organisations are never reached by a provider that lies and an invitation', async () => {
    const theirs = await account(`ada@${domain}`, 'owner', await services.newOrganisation());
    await invite(`ada@${domain}`, 'viewer');
    const { userId } = await arrive(await connect());
    expect(userId).not.toBe(theirs.userId);
    const [made] = await services.db.select().from(users).where(eq(users.id, userId));
    expect(made?.email).toBeNull();
  });

  it('belong to the subject, not to the address: a changed address is the same person, a new subject is not', async () => {
    const connection = await connect();
    await invite(`ada@${domain}`, 'member');
    const first = await arrive(connection);
    expect(await arrive(connection, { email: 'new@elsewhere.example' })).toMatchObject({ userId: first.userId });
    await expect(arrive(connection, { subject: 'subject-2' })).rejects.toMatchObject(refused('sign_in.not_expected'));
  });

  it('that are suspended or removed do not come back by themselves', async () => {
    const connection = await connect();
    await invite(`ada@${domain}`, 'member');
    const { userId } = await arrive(connection);
    const mine = and(eq(memberships.orgId, orgId), eq(memberships.userId, userId));
    await services.db.update(memberships).set({ suspendedAt: new Date() }).where(mine);
    await expect(arrive(connection)).rejects.toMatchObject(refused('sign_in.suspended'));
    await services.db.delete(memberships).where(mine);
    await expect(arrive(connection)).rejects.toMatchObject(refused('sign_in.not_expected'));
  });
});

describe('groups', () => {
  const groupRoles = [
    { group: 'chairs', role: 'admin' as const },
    { group: 'staff', role: 'member' as const },
  ];

  it('give the first role that fits, anew at each sign-in', async () => {
    await verify();
    const connection = await connect({ groupRoles, defaultRole: null });
    const { userId } = await arrive(connection, { groups: ['staff', 'chairs'] });
    expect(await memberOf(userId)).toMatchObject({ role: 'admin' });
    await arrive(connection, { groups: ['staff'] });
    expect(await memberOf(userId)).toMatchObject({ role: 'member' });
    expect(await actions()).toContain('member.role');
  });

  it('whoever has left them all is out at once, with every session', async () => {
    await verify();
    const connection = await connect({ groupRoles, defaultRole: null });
    await expect(arrive(connection)).rejects.toMatchObject(refused('sign_in.no_group'));
    expect(
      await services.db
        .select()
        .from(users)
        .where(eq(users.email, `ada@${domain}`)),
    ).toEqual([]);
    const { userId } = await arrive(connection, { groups: ['staff'] });
    await services.db
      .insert(sessions)
      .values({ tokenHash: newId(), userId, orgId, expiresAt: new Date(Date.now() + 60_000) });
    await expect(arrive(connection)).rejects.toMatchObject(refused('sign_in.no_group'));
    expect(await services.db.select().from(sessions).where(eq(sessions.userId, userId))).toEqual([]);
  });

  it('never leave an organisation without an owner', async () => {
    await verify();
    const connection = await connect({ groupRoles: [{ group: 'chairs', role: 'owner' }] });
    const { userId } = await arrive(connection, { groups: ['chairs'] });
    await arrive(connection);
    expect(await memberOf(userId)).toMatchObject({ role: 'owner' });
    await services.newMember(orgId, 'owner');
    await arrive(connection);
    expect(await memberOf(userId)).toMatchObject({ role: 'member' });
  });
});

it('an answer counts once: a copy of it opens nothing', async () => {
  await verify();
  const connection = await connect();
  const answer = { id: 'answer-1', until: new Date(Date.now() + 60_000) };
  await arrive(connection, { answer });
  await expect(arrive(connection, { answer })).rejects.toMatchObject(refused('sign_in.used'));
});

it('an organisation that is to be deleted lets in its owners alone', async () => {
  await verify();
  const connection = await connect();
  await services.db.update(organisations).set({ deleteAt: new Date() }).where(eq(organisations.id, orgId));
  await expect(arrive(connection)).rejects.toMatchObject(refused('sign_in.leaving'));
  const owner = await services.newMember(orgId, 'owner');
  await services.db
    .update(users)
    .set({ email: `bo@${domain}` })
    .where(eq(users.id, owner.userId));
  expect(await arrive(connection, { subject: 'subject-2', email: `bo@${domain}` })).toMatchObject({
    userId: owner.userId,
  });
});
