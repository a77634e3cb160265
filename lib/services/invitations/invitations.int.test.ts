import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditRows, invitations, memberships, organisations, ssoConnections, users } from '@/db/schema';
import { openSession, resolveSession } from '@/lib/auth/sessions';
import { readEnv } from '@/lib/env';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { createMemoryMailer } from '@/lib/mail/memory-mailer';
import { createMemorySignal } from '@/lib/signal/memory-signal';
import { createLogger } from '@/lib/telemetry/log';
import { systemClock } from '@/lib/wiring';
import type { Member } from '../context';
import { changeMember } from '../members/change';
import { createTestServices } from '../testing';
import { type Accepting, acceptInvitation } from './accept';
import { deliverInvitation } from './deliver';
import { invite } from './invite';
import { listInvitations } from './list';
import { readInvitation } from './read';
import { resendInvitation } from './resend';
import { revokeInvitation } from './revoke';
import { inviteSchema } from './schemas';

let services: Awaited<ReturnType<typeof createTestServices>>;
let owner: Member;
let admin: Member;
let n = 0;
beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  const orgId = await services.newOrganisation();
  owner = await services.newMember(orgId, 'owner', 'Olga');
  admin = await services.newMember(orgId, 'admin', 'Bo');
});

const from = { address: '192.0.2.7', agent: 'Browser' };
const env = readEnv({ NODE_ENV: 'test', XIO_PUBLIC_URL: 'https://xio.example' });
const site = () => ({
  db: services.db,
  env,
  jobs: createMemoryJobs(systemClock),
  logger: createLogger('silent'),
  mailer: null,
});
/** A site with a mail server, whose mails are sent when the test says so. */
const mailing = () => ({ ...site(), mailer: createMemoryMailer() });
const address = () => {
  n += 1;
  return `ada.${n}@example.org`;
};
const ask = (over: object = {}, who = admin, ctx: Parameters<typeof invite>[0] = site()) =>
  invite(ctx, who, inviteSchema.parse({ email: address(), ...over }));
const tokenOf = (link: string | null) => /\/invitations\/([\w-]{43})$/.exec(link ?? '')?.[1] ?? '';
const deliver = async (ctx: ReturnType<typeof mailing>, id: string) => {
  await deliverInvitation(ctx, { data: { invitationId: id }, attempt: 1, signal: new AbortController().signal });
  return tokenOf(/https:\S+/.exec(ctx.mailer.sent.at(-1)?.text ?? '')?.[0] ?? null);
};
const accept = (token: string, over: Partial<Accepting> = {}) =>
  acceptInvitation(services.ctx, { token, name: 'Ada', from, visitor: null, ...over }, (tx, who) =>
    openSession(tx, who, { method: 'invitation', from }),
  );
const gone = { code: 'not_found', reason: 'invitation.gone' };

describe('a link that is handed over', () => {
  it('lets one person in once, as the role says, in a session of that organisation', async () => {
    const { link, invitation } = await ask({ role: 'moderator' });
    expect(link).toMatch(/^https:\/\/xio\.example\/invitations\/[\w-]{43}$/);
    expect(await readInvitation(services.ctx, tokenOf(link))).toMatchObject({ role: 'moderator', invitedBy: 'Bo' });
    const session = await accept(tokenOf(link));
    expect(await resolveSession(services.db, session)).toMatchObject({
      orgId: admin.orgId,
      name: 'Ada',
      role: 'moderator',
    });
    await expect(accept(tokenOf(link))).rejects.toMatchObject(gone);
    expect(await readInvitation(services.ctx, tokenOf(link))).toBeNull();
    const rows = await services.db.select().from(auditRows).where(eq(auditRows.orgId, admin.orgId));
    expect(rows.map((one) => one.action)).toEqual(['invitation.create', 'invitation.accept']);
    expect(rows[1]).toMatchObject({ subjectId: invitation.id, address: '192.0.2.7', userAgent: 'Browser' });
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link));
    const stored = await services.db.select().from(invitations).where(eq(invitations.orgId, admin.orgId));
    expect(JSON.stringify(stored)).not.toContain(tokenOf(link));
  });

  it('lets in one of ten who press at once', async () => {
    const { link } = await ask();
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => accept(tokenOf(link))));
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('proves no address: whoever invites a stranger’s gets no hold of the stranger’s account', async () => {
    const victim = await services.newMember(await services.newOrganisation(), 'owner', 'Victim');
    const email = address();
    await services.db.update(users).set({ email }).where(eq(users.id, victim.userId));
    const { link } = await ask({ email });
    const who = await resolveSession(services.db, await accept(tokenOf(link), { name: 'Mallory' }));
    expect(who?.userId).not.toBe(victim.userId);
    const [made] = await services.db
      .select()
      .from(users)
      .where(eq(users.id, who?.userId ?? ''));
    expect(made).toMatchObject({ email: null, name: 'Mallory' });
  });

  it('makes whoever is signed in a member as themselves', async () => {
    const visitor = await services.newMember(await services.newOrganisation(), 'owner', 'Ada');
    const { link } = await ask();
    const who = await resolveSession(services.db, await accept(tokenOf(link), { visitor, name: undefined }));
    expect(who).toMatchObject({ userId: visitor.userId, orgId: admin.orgId, role: 'member' });
  });

  it('asks a new person for a name, and is not used up by that', async () => {
    const { link } = await ask();
    await expect(accept(tokenOf(link), { name: undefined })).rejects.toMatchObject({ reason: 'invitation.name' });
    await accept(tokenOf(link));
  });
});

describe('a link that is mailed', () => {
  it('stands in the mail alone, proves its address, and finds who has it already', async () => {
    const ctx = mailing();
    const visitor = await services.newMember(await services.newOrganisation(), 'owner', 'Ada Known');
    const email = address();
    await services.db.update(users).set({ email }).where(eq(users.id, visitor.userId));
    const { link, invitation } = await ask({ email: email.toUpperCase() }, admin, ctx);
    expect(link).toBeNull();
    expect(invitation).toMatchObject({ email, mail: { state: 'queued' } });
    const token = await deliver(ctx, invitation.id);
    expect(ctx.mailer.sent[0]).toMatchObject({
      to: { address: email },
      subject: expect.stringContaining('Invitation'),
    });
    expect(await readInvitation(services.ctx, token)).toMatchObject({ known: true, bySignIn: false });
    expect(await resolveSession(services.db, await accept(token))).toMatchObject({ userId: visitor.userId });
    const second = await ask({}, admin, ctx);
    const who = await resolveSession(services.db, await accept(await deliver(ctx, second.invitation.id)));
    const [made] = await services.db
      .select()
      .from(users)
      .where(eq(users.id, who?.userId ?? ''));
    expect(made?.email).toBe(second.invitation.email);
  });

  it('that is mailed again leaves the newest one working; a failure says why and is no dead end', async () => {
    const ctx = mailing();
    const { invitation } = await ask({}, admin, ctx);
    const first = await deliver(ctx, invitation.id);
    ctx.mailer.trouble = 'refused';
    await resendInvitation(ctx, admin, invitation);
    expect(await readInvitation(services.ctx, first), 'the old link').toBeNull();
    await deliver(ctx, invitation.id);
    const [listed] = (await listInvitations(services.ctx, admin)).invitations;
    expect(listed?.mail).toEqual({ state: 'failed', reason: 'refused' });
    ctx.mailer.trouble = 'busy';
    await resendInvitation(ctx, admin, invitation);
    await expect(deliver(ctx, invitation.id), 'the queue tries again').rejects.toThrow();
    ctx.mailer.trouble = null;
    const token = await deliver(ctx, invitation.id);
    expect(await readInvitation(services.ctx, token)).not.toBeNull();
    expect(new Set(ctx.mailer.sent.map((one) => one.id)).size, 'none is taken for a repetition').toBe(2);
  });

  it('is not sent once it is revoked or the organisation goes', async () => {
    const ctx = mailing();
    const { invitation } = await ask({}, admin, ctx);
    await revokeInvitation(ctx, admin, invitation);
    await deliver(ctx, invitation.id);
    const other = await ask({}, admin, ctx);
    await services.db.update(organisations).set({ deleteAt: sql`now()` }).where(eq(organisations.id, admin.orgId));
    await deliver(ctx, other.invitation.id);
    expect(ctx.mailer.sent).toEqual([]);
  });
});

describe('a link that does not work says one thing, whatever the reason', () => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['revoked', (id) => revokeInvitation(services.ctx, admin, { id })],
    [
      'expired',
      (id) =>
        services.db
          .update(invitations)
          .set({ expiresAt: sql`now() - interval '1 second'` })
          .where(eq(invitations.id, id)),
    ],
    ['sent again', (id) => resendInvitation(site(), admin, { id })],
    [
      'of an organisation that goes',
      () => services.db.update(organisations).set({ deleteAt: sql`now()` }).where(eq(organisations.id, admin.orgId)),
    ],
  ])('%s', async (_, end) => {
    const { link, invitation } = await ask();
    await end(invitation.id);
    expect(await readInvitation(services.ctx, tokenOf(link))).toBeNull();
    await expect(accept(tokenOf(link))).rejects.toMatchObject(gone);
    expect(await readInvitation(services.ctx, 'x'.repeat(43))).toBeNull();
  });

  it('readmits nobody who is suspended', async () => {
    const visitor = await services.newMember(admin.orgId, 'member', 'Ada');
    const { link } = await ask();
    await changeMember({ ...services.ctx, signal: createMemorySignal() }, admin, {
      userId: visitor.userId,
      suspended: true,
    });
    await expect(accept(tokenOf(link), { visitor })).rejects.toMatchObject(gone);
    const [row] = await services.db.select().from(memberships).where(eq(memberships.userId, visitor.userId));
    expect(row?.suspendedAt).not.toBeNull();
  });
});

describe('where the organisation has a connection', () => {
  it('the link alone lets nobody in, also while the connection is broken', async () => {
    await services.db.insert(ssoConnections).values({
      orgId: admin.orgId,
      kind: 'oidc',
      label: 'Okta',
      issuer: 'https://okta.example',
      groupRoles: [],
      state: 'broken',
    });
    const { link } = await ask({ role: 'viewer' });
    expect(await readInvitation(services.ctx, tokenOf(link))).toMatchObject({ bySignIn: true });
    await expect(accept(tokenOf(link))).rejects.toMatchObject({ reason: 'invitation.sign_in' });
  });
});

describe('who may invite', () => {
  it('an administrator invites, takes back and sends again no owner', async () => {
    await expect(ask({ role: 'owner' })).rejects.toMatchObject({ reason: 'member.owners_only' });
    const { invitation } = await ask({ role: 'owner' }, owner);
    for (const attempt of [revokeInvitation, resendInvitation]) {
      await expect(attempt(site(), admin, invitation)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const stranger = await services.newMember(await services.newOrganisation(), 'owner');
    await expect(revokeInvitation(site(), stranger, invitation)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('nobody is invited twice, nor who is a member; what has expired makes room', async () => {
    const email = address();
    const { invitation } = await ask({ email });
    await expect(ask({ email })).rejects.toMatchObject({ code: 'conflict', reason: 'invitation.open' });
    await services.db
      .update(invitations)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(invitations.id, invitation.id));
    expect((await listInvitations(services.ctx, admin, { state: 'expired' })).invitations).toHaveLength(1);
    await ask({ email });
    expect((await listInvitations(services.ctx, admin, { state: 'open' })).invitations).toHaveLength(1);
    await services.db.update(users).set({ email: 'bo@example.org' }).where(eq(users.id, admin.userId));
    await expect(ask({ email: 'Bo@Example.org' })).rejects.toMatchObject({ reason: 'invitation.member' });
    expect(inviteSchema.safeParse({ email: 'nobody' }).success).toBe(false);
  });
});
