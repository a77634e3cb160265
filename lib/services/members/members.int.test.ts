import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiTokens, auditRows, memberships, newId, ssoConnections, users } from '@/db/schema';
import { hash } from '@/lib/auth/held';
import { openSession, resolveSession } from '@/lib/auth/sessions';
import { createMemorySignal } from '@/lib/signal/memory-signal';
import type { Member, OrgRole } from '../context';
import { createTestServices } from '../testing';
import { changeMember } from './change';
import { listMembers } from './list';
import { leaveOrganisation, removeMember } from './remove';
import { changeMemberSchema } from './schemas';

let services: Awaited<ReturnType<typeof createTestServices>>;
const ctx = () => ({ ...services.ctx, signal: createMemorySignal() });
let orgId: string;
let owner: Member;
let admin: Member;
let ada: Member;
beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  orgId = await services.newOrganisation();
  owner = await services.newMember(orgId, 'owner', 'Olga');
  admin = await services.newMember(orgId, 'admin', 'Bo');
  ada = await services.newMember(orgId, 'member', 'Ada');
});

const change = (who: Member, of: Member, input: object) =>
  changeMember(ctx(), who, { ...changeMemberSchema.parse(input), userId: of.userId });
const remove = (who: Member, of: Member) => removeMember(ctx(), who, { userId: of.userId });
const standing = async (of: Member) => {
  const [row] = await services.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.orgId, of.orgId), eq(memberships.userId, of.userId)));
  return row;
};
const newToken = async (of: Member, token: string) => {
  await services.db.insert(apiTokens).values({
    id: newId(),
    orgId: of.orgId,
    name: 'Nightly',
    tokenHash: await hash(token),
    hint: 'abcd',
    role: 'member',
    userId: of.userId,
    expiresAt: sql`now() + interval '1 day'`,
  });
};

describe('a role', () => {
  it('is changed with a trace of before and after, and is then nobody’s but the person’s who gave it', async () => {
    const [connection] = await services.db
      .insert(ssoConnections)
      .values({ orgId, kind: 'oidc', label: 'Okta', issuer: 'https://okta.example', groupRoles: [] })
      .returning();
    await services.db
      .update(memberships)
      .set({ connectionId: connection?.id ?? '' })
      .where(eq(memberships.userId, ada.userId));
    const before = (await listMembers(ctx(), admin)).members.find((one) => one.id === ada.userId);
    expect(before).toMatchObject({ role: 'member', roleFrom: 'Okta' });
    expect(await change(admin, ada, { role: 'moderator' })).toMatchObject({ role: 'moderator', roleFrom: null });
    const rows = await services.db.select().from(auditRows).where(eq(auditRows.orgId, orgId));
    expect(rows.at(-1)).toMatchObject({
      userId: admin.userId,
      action: 'member.change',
      subjectId: ada.userId,
      detail: { name: 'Ada', before: { role: 'member' }, after: { role: 'moderator' } },
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an administrator makes no owner', () => change(admin, ada, { role: 'owner' })],
    ['an administrator makes himself none', () => change(admin, admin, { role: 'owner' })],
    ['an administrator unmakes none', () => change(admin, owner, { role: 'member' })],
    ['an administrator suspends none', () => change(admin, owner, { suspended: true })],
    ['an administrator removes none', () => remove(admin, owner)],
  ])('%s', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden', reason: 'member.owners_only' });
    expect((await standing(owner))?.role).toBe('owner');
  });

  it('of another organisation’s member is out of reach', async () => {
    const stranger = await services.newMember(await services.newOrganisation(), 'member');
    for (const attempt of [() => change(owner, stranger, { role: 'viewer' }), () => remove(owner, stranger)]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('the last owner', () => {
  it('is not lowered, removed, suspended, and does not leave: else nobody can run the organisation', async () => {
    const second = await services.newMember(orgId, 'owner', 'Second');
    await change(owner, second, { suspended: true });
    const attempts = [() => change(owner, owner, { role: 'admin' }), () => leaveOrganisation(ctx(), owner)];
    for (const attempt of attempts) {
      await expect(attempt(), 'a suspended owner is none who can get in').rejects.toMatchObject({
        code: 'conflict',
        reason: 'member.last_owner',
      });
    }
    await expect(change(owner, owner, { suspended: true })).rejects.toMatchObject({ reason: 'member.suspend_self' });
    await expect(remove(owner, owner)).rejects.toMatchObject({ reason: 'member.remove_self' });
    await change(owner, second, { suspended: false });
    expect(await change(owner, owner, { role: 'admin' })).toMatchObject({ role: 'admin' });
  });

  it('stays, also when two owners lower each other in the same moment', async () => {
    const second = await services.newMember(orgId, 'owner', 'Second');
    const both = await Promise.allSettled([
      change(owner, second, { role: 'viewer' }),
      change(second, owner, { role: 'viewer' }),
      leaveOrganisation(ctx(), second),
    ]);
    expect(both.some((one) => one.status === 'fulfilled')).toBe(true);
    const owners = (await listMembers(ctx(), admin, { role: 'owner' })).members;
    expect(owners).toHaveLength(1);
  });
});

describe('whoever is suspended or removed', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['suspended', () => change(admin, ada, { suspended: true })],
    ['removed', () => remove(admin, ada)],
    ['gone', () => leaveOrganisation(ctx(), ada)],
  ])('%s: sessions and API tokens end at once, and stay ended', async (how, end) => {
    const session = await openSession(services.db, ada);
    const token = `xio_${newId()}${newId()}`;
    await newToken(ada, token);
    expect(await resolveSession(services.db, session)).toMatchObject({ userId: ada.userId });
    expect(await resolveSession(services.db, token)).toMatchObject({ userId: ada.userId });
    const elsewhere = await services.newOrganisation();
    await services.db.insert(memberships).values({ orgId: elsewhere, userId: ada.userId, role: 'viewer' });
    const other = await openSession(services.db, { orgId: elsewhere, userId: ada.userId });
    await end();
    expect(await resolveSession(services.db, session)).toBeNull();
    expect(await resolveSession(services.db, token)).toBeNull();
    expect(await resolveSession(services.db, other), 'another organisation is none of its business').not.toBeNull();
    if (how !== 'suspended') return expect(await standing(ada)).toBeUndefined();
    expect(await resolveSession(services.db, await openSession(services.db, ada))).toBeNull();
    await change(admin, ada, { suspended: false });
    expect(await resolveSession(services.db, session)).toBeNull();
    expect(await resolveSession(services.db, token)).toBeNull();
    const actions = (await services.db.select().from(auditRows).where(eq(auditRows.orgId, orgId))).map(
      (one) => one.action,
    );
    expect(actions).toEqual(['member.suspend', 'member.restore']);
  });
});

describe('the list', () => {
  it('finds one of thousands by name, address, title or another name, and goes on where a page ended', async () => {
    const big = await services.newOrganisation();
    const lead = await services.newMember(big, 'admin', 'Zoe');
    const people = Array.from({ length: 2500 }, (_, n) => ({
      id: newId(),
      name: `Person ${String(n).padStart(4, '0')}`,
    }));
    await services.db.insert(users).values(people);
    await services.db
      .insert(memberships)
      .values(people.map(({ id }) => ({ orgId: big, userId: id, role: 'member' as const })));
    const found = people[1234];
    await services.db
      .update(users)
      .set({ email: `p${newId()}@x.example` })
      .where(eq(users.id, found?.id ?? ''));
    await changeMember(ctx(), lead, {
      userId: found?.id ?? '',
      title: 'Head of Catering',
      aliases: ['Kip', 'Kip'],
    });
    for (const search of ['person 1234', '@X.EXAMPLE', 'catering', 'kip']) {
      const list = await listMembers(ctx(), lead, { search });
      expect(list.members, search).toMatchObject([{ id: found?.id, aliases: ['Kip'] }]);
    }
    expect((await listMembers(ctx(), lead, { search: '%' })).count, 'a sign is a sign').toBe(0);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listMembers>> = await listMembers(ctx(), lead, {
        limit: 200,
        ...(cursor ? { cursor } : {}),
      });
      expect(page.count).toBe(2501);
      seen.push(...page.members.map((one) => one.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...people.map((one) => one.name), 'Zoe']);
  });

  it('tells administrators when somebody was here last and who is suspended, and nobody else', async () => {
    await resolveSession(services.db, await openSession(services.db, ada));
    const gone = await services.newMember(orgId, 'viewer', 'Gone');
    await change(admin, gone, { suspended: true });
    const forAdmin = (await listMembers(ctx(), admin)).members;
    expect(forAdmin.find((one) => one.name === 'Ada')?.seenAt).not.toBeNull();
    expect(forAdmin.find((one) => one.name === 'Gone')?.suspendedAt).not.toBeNull();
    const forMember = (await listMembers(ctx(), ada, { state: 'suspended' })).members;
    expect(forMember.map((one) => one.name)).toEqual(['Ada', 'Bo', 'Olga']);
    expect(forMember.every((one: { seenAt: string | null }) => one.seenAt === null)).toBe(true);
  });
});

it('a change of nothing, or of a role that is none, is refused', () => {
  for (const input of [{}, { role: 'king' satisfies string as unknown as OrgRole }, { aliases: [''] }]) {
    expect(changeMemberSchema.safeParse(input).success).toBe(false);
  }
});
