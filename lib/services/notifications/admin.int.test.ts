import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { memberships, newId, orgDomains, ssoConnections } from '@/db/schema';
import { createMemorySignal } from '@/lib/signal/memory-signal';
import type { Member } from '../context';
import { land } from '../sign-in/land';
import { enterByOwnerLink, makeOwnerLink } from '../sign-in/owner-link';
import { tellOfFailure } from '../sign-in/refuse';
import type { ConnectionRow } from '../sign-in/rows';
import { createTestServices } from '../testing';
import { listNotices } from './list';
import { readNotices } from './read';

let services: Awaited<ReturnType<typeof createTestServices>>;
let owner: Member;
let admin: Member;
let member: Member;
let connection: ConnectionRow;
beforeAll(async () => {
  services = await createTestServices();
});
beforeEach(async () => {
  const orgId = await services.newOrganisation();
  owner = await services.newMember(orgId, 'owner', 'Olga');
  admin = await services.newMember(orgId, 'admin', 'Ada');
  member = await services.newMember(orgId, 'member', 'Mo');
  const domain = `${orgId}.example`;
  await services.db.insert(orgDomains).values({ orgId, domain, challenge: 'c', verifiedAt: new Date() });
  const [row] = await services.db
    .insert(ssoConnections)
    .values({
      id: newId(),
      orgId,
      kind: 'oidc',
      label: 'North',
      issuer: 'https://id.example',
      groupRoles: [],
      defaultRole: 'member',
    })
    .returning();
  if (!row) throw new Error('a connection that was inserted is there');
  connection = row;
});
afterAll(() => services.close());

const told = async (who: Member) => {
  const { administration, unread } = await listNotices(services.ctx, who, {});
  expect(unread).toBe(administration.filter((one) => one.readAt === null).length);
  return administration.map(({ kind, name, reason }) => [kind, name, reason]);
};

it('who comes by their domain is told to administrators, once, and to nobody else', async () => {
  const from = { address: null, agent: null };
  const email = `bo@${owner.orgId}.example`;
  const come = () =>
    land(
      { db: services.db, signal: createMemorySignal() },
      { connection: connection.id, subject: 'bo', email, emailVerified: true, name: 'Bo', groups: [], from },
    );
  await come();
  await come();
  for (const one of [owner, admin]) expect(await told(one)).toEqual([['member_joined', 'Bo', null]]);
  expect(await told(member)).toEqual([]);
  expect(await readNotices(services.ctx, admin, { all: true })).toEqual({ unread: 0 });
  expect((await listNotices(services.ctx, owner, {})).unread, 'each reads for themselves').toBe(1);
  await services.db.update(memberships).set({ role: 'member' }).where(eq(memberships.userId, admin.userId));
  expect(await told({ ...admin, role: 'member' }), 'who administers no longer').toEqual([]);
});

it('a connection that fails is told once a day for each reason; what a person did wrong is not', async () => {
  const now = Date.now();
  const at = (time: number) => ({ db: services.db, clock: { now: () => time } });
  for (const time of [now, now, now + 86_400_000]) await tellOfFailure(at(time), connection, 'sign_in.provider_down');
  await tellOfFailure(at(now), connection, 'sign_in.denied');
  const down = ['connection_failed', 'North', 'sign_in.provider_down'];
  expect(await told(admin)).toEqual([down, down]);
});

it('an owner’s link that was used is told to every administrator', async () => {
  const { token } = await makeOwnerLink(services.ctx, owner.orgId);
  await enterByOwnerLink(services.ctx, { token, from: { address: null, agent: null } });
  expect(await told(admin)).toEqual([['owner_link_used', 'Olga', null]]);
});
