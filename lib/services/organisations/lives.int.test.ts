import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memberships, newId, organisations, orgDomains, sessions, ssoConnections, users } from '@/db/schema';
import { hash } from '@/lib/auth/held';
import { openSession, resolveSession } from '@/lib/auth/sessions';
import { createMemorySignal } from '@/lib/signal/memory-signal';
import { createLogger } from '@/lib/telemetry/log';
import type { Member } from '../context';
import { createMeeting } from '../meetings/create';
import { agendaOf, createTestServices } from '../testing';
import { deleteOrganisation, restoreOrganisation, sweepOrganisations } from './delete';
import { findElsewhere } from './elsewhere';
import { enterOrganisation } from './enter';
import { foundOrganisation } from './found';
import { listOwnOrganisations } from './mine';
import { visitOrganisation } from './read';

let services: Awaited<ReturnType<typeof createTestServices>>;
let owner: Member;
let ada: Member;
beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  const orgId = await services.newOrganisation();
  owner = await services.newMember(orgId, 'owner', 'Olga');
  ada = await services.newMember(orgId, 'member', 'Ada');
});
const ctx = () => ({ ...services.ctx, signal: createMemorySignal(), logger: createLogger('silent') });
const join = async (who: Member, orgId: string, role: Member['role'] = 'member') => {
  await services.db.insert(memberships).values({ orgId, userId: who.userId, role });
  return orgId;
};
const newConnection = async (orgId: string) => {
  const values = { orgId, kind: 'oidc' as const, label: newId(), issuer: 'https://id.example', groupRoles: [] };
  const [row] = await services.db.insert(ssoConnections).values(values).returning();
  return row?.id ?? '';
};
const enter = async (who: Member, token: string, organisation: string) =>
  enterOrganisation(ctx(), who, { organisation, from: await hash(token) }, (tx, into, { method, connectionId }) =>
    openSession(tx, into, { method, ...(connectionId ? { connectionId } : {}) }),
  );

describe('going over to another organisation', () => {
  it('opens a session there with the role there, and ends the one here', async () => {
    const other = await join(ada, await services.newOrganisation(), 'admin');
    const token = await openSession(services.db, ada);
    const next = await enter(ada, token, other);
    expect(await resolveSession(services.db, next)).toMatchObject({ orgId: other, role: 'admin' });
    expect(await resolveSession(services.db, token)).toBeNull();
  });

  it('to one that is not one’s own, where one is suspended, or that goes, is as if it did not exist', async () => {
    const [strange, suspended, going] = [
      await services.newOrganisation(),
      await join(ada, await services.newOrganisation()),
      await join(ada, await services.newOrganisation()),
    ];
    await services.db.update(memberships).set({ suspendedAt: sql`now()` }).where(eq(memberships.orgId, suspended));
    await services.db.update(organisations).set({ deleteAt: sql`now()` }).where(eq(organisations.id, going));
    const token = await openSession(services.db, ada);
    for (const organisation of [strange, suspended, going, 'nowhere']) {
      await expect(enter(ada, token, organisation)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await resolveSession(services.db, token), 'nothing was lost').not.toBeNull();
    expect((await listOwnOrganisations(ctx(), ada)).organisations).toMatchObject([{ id: ada.orgId, current: true }]);
    expect((await visitOrganisation(ctx(), ada)).others).toEqual([]);
  });

  it('needs the other’s own sign-in where that is enforced', async () => {
    const other = await join(ada, await services.newOrganisation());
    await services.db.update(organisations).set({ ssoOnly: true }).where(eq(organisations.id, other));
    const token = await openSession(services.db, ada);
    await expect(enter(ada, token, other)).rejects.toMatchObject({ reason: 'organisation.sign_in_there' });
    const connectionId = await newConnection(other);
    const proven = await openSession(services.db, ada, { method: 'oidc', connectionId });
    expect(await enter(ada, proven, other)).toBeTruthy();
  });

  it('is not opened by a provider that does not speak for the person’s address: else any organisation’s could', async () => {
    const other = await join(ada, await services.newOrganisation());
    const connectionId = await newConnection(ada.orgId);
    const domain = `${newId()}.example`;
    await services.db
      .update(users)
      .set({ email: `ada@${domain}` })
      .where(eq(users.id, ada.userId));
    const token = await openSession(services.db, ada, { method: 'oidc', connectionId });
    await expect(enter(ada, token, other)).rejects.toMatchObject({ reason: 'organisation.sign_in_there' });
    await services.db.insert(orgDomains).values({ orgId: ada.orgId, domain, challenge: 'x', verifiedAt: sql`now()` });
    const next = await enter(ada, token, other);
    const [row] = await services.db
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, await hash(next)));
    expect(row, 'it stays what it is, so that it opens no more from there').toMatchObject({
      method: 'oidc',
      connectionId,
    });
  });
});

describe('a link into another organisation', () => {
  it('says to whom it may that the thing lies there, and to nobody else', async () => {
    const meeting = await createMeeting(services.ctx, owner, { agenda: agendaOf('Do we keep the second office?') });
    const visitor = await services.newMember(await services.newOrganisation(), 'owner', 'Visitor');
    expect(await findElsewhere(ctx(), visitor, meeting.id)).toBeNull();
    await join(visitor, owner.orgId, 'viewer');
    expect(await findElsewhere(ctx(), visitor, meeting.id)).toMatchObject({ id: owner.orgId });
    expect(await findElsewhere(ctx(), visitor, 'nowhere')).toBeNull();
    expect(await findElsewhere(ctx(), owner, meeting.id), 'it lies here').toBeNull();
  });
});

describe('an organisation', () => {
  it('is founded by anybody, who owns it; nobody founds without end', async () => {
    const { id } = await foundOrganisation(ctx(), ada, { name: 'Allotments' });
    expect((await listOwnOrganisations(ctx(), ada)).organisations).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id, role: 'owner', current: false })]),
    );
    for (let n = 1; n < 20; n += 1) await foundOrganisation(ctx(), ada, { name: `No. ${n}` });
    await expect(foundOrganisation(ctx(), ada, { name: 'More' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that is deleted lets its owners in alone, who may take it back', async () => {
    const [first, second] = [await openSession(services.db, owner), await openSession(services.db, ada)];
    await expect(deleteOrganisation(ctx(), owner, { name: 'Another' })).rejects.toMatchObject({ code: 'invalid' });
    const { deleteAt } = await deleteOrganisation(ctx(), owner, { name: owner.orgId });
    expect(Math.round((Date.parse(deleteAt) - Date.now()) / 86_400_000)).toBe(30);
    expect(await resolveSession(services.db, first)).not.toBeNull();
    expect(await resolveSession(services.db, second)).toBeNull();
    await sweepOrganisations(ctx());
    await restoreOrganisation(ctx(), owner);
    expect(await resolveSession(services.db, second), 'a session that ended stays so').toBeNull();
    expect(await resolveSession(services.db, await openSession(services.db, ada))).not.toBeNull();
    await expect(restoreOrganisation(ctx(), owner)).rejects.toMatchObject({ reason: 'organisation.not_deleting' });
  });

  it('goes with everything once its time is over, and the people who belong nowhere else', async () => {
    await createMeeting(services.ctx, owner, { agenda: agendaOf('Do we keep the second office?') });
    await join(ada, await services.newOrganisation());
    await deleteOrganisation(ctx(), owner, { name: owner.orgId });
    const soon = { deleteAt: sql`now() - interval '1 second'` };
    await services.db.update(organisations).set(soon).where(eq(organisations.id, owner.orgId));
    await sweepOrganisations(ctx());
    const tables = await services.db.execute<{ name: string }>(
      sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'org_id'`,
    );
    expect(tables.rows.length).toBeGreaterThan(20);
    for (const { name } of tables.rows) {
      const left = await services.db.execute(
        sql`select 1 from ${sql.identifier(name)} where org_id = ${owner.orgId} limit 1`,
      );
      expect(left.rows, name).toEqual([]);
    }
    const people = await services.db.select({ id: users.id }).from(users);
    expect(people.map((one) => one.id)).not.toContain(owner.userId);
    expect(people.map((one) => one.id)).toContain(ada.userId);
  });

  it('that is held is neither deleted nor swept, nor while one of its meetings is', async () => {
    const hold = (heldAt: Date | null) =>
      services.db.update(organisations).set({ heldAt }).where(eq(organisations.id, owner.orgId));
    await hold(new Date());
    await expect(deleteOrganisation(ctx(), owner, { name: owner.orgId })).rejects.toMatchObject({
      reason: 'organisation.held',
    });
    await services.db
      .update(organisations)
      .set({ deleteAt: sql`now() - interval '1 second'` })
      .where(eq(organisations.id, owner.orgId));
    await sweepOrganisations(ctx());
    expect(await services.db.select().from(organisations).where(eq(organisations.id, owner.orgId))).toHaveLength(1);
  });
});
