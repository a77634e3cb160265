import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, memberships, orgDomains, sessions, ssoConnections, users } from '@/db/schema';
import { base64, createTestProvider, responseOf, type Said, sign, type TestProvider } from '../saml/testing';
import type { Member } from '../services/context';
import { type ConnectionRow, findConnection } from '../services/sign-in/rows';
import { changeSaml, connectSaml } from '../services/sign-in/saml/connect';
import { connectSamlSchema } from '../services/sign-in/saml/schemas';
import { samlOf, usFor } from '../services/sign-in/saml/settings';
import { beginTrial } from '../services/sign-in/saml/trial';
import { samlView } from '../services/sign-in/saml/view';
import { comeBack } from './come-back';
import { comeWithSaml } from './come-with-saml';
import { hash } from './held';
import { beginSaml } from './saml';
import { createTestApi } from './testing';

let api: Awaited<ReturnType<typeof createTestApi>>;
let who: Member;
let connection: ConnectionRow;
let second: ConnectionRow;
const idp = createTestProvider();
const idp2 = createTestProvider();

beforeAll(async () => {
  api = await createTestApi();
  ({ who } = await api.signIn(await api.newOrganisation(), 'owner'));
  await api.db
    .insert(orgDomains)
    .values({ orgId: who.orgId, domain: 'north.example', challenge: 'c', verifiedAt: new Date() });
  const connect = (label: string, { metadata }: TestProvider) =>
    connectSaml(
      api.context,
      who,
      connectSamlSchema.parse({
        ...{ label, metadata, defaultRole: null },
        groupRoles: [
          { group: 'chairs', role: 'admin' },
          { group: 'staff', role: 'member' },
        ],
      }),
    );
  connection = await connect('North', idp);
  second = await connect('South', idp2);
});
afterAll(() => api.close());

/** What a browser brings from here to the provider. */
async function begin(by: ConnectionRow = connection) {
  const { to, begun } = await beginSaml(api.context, { connection: by, next: '/teams' });
  return { ...askedBy(to), cookie: `xio_sign_in=${begun}` };
}
function askedBy(to: string) {
  const asks = new URL(to).searchParams;
  const request = inflateRawSync(Buffer.from(asks.get('SAMLRequest') ?? '', 'base64')).toString();
  return { relayState: asks.get('RelayState') ?? '', requestId: /ID="([^"]+)"/.exec(request)?.[1] ?? '' };
}
function answerTo(requestId: string, over: Partial<Said> = {}, by: ConnectionRow = connection, provider = idp) {
  const { entityId: audience, acs } = usFor(api.context.env, by.id);
  const said: Said = {
    ...{ entityId: provider.entityId, audience, acs, requestId, nameId: 'ada-1' },
    format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    attributes: { mail: ['Ada@north.example'], displayName: ['Ada Brandt'], groups: ['chairs'] },
    ...{ at: Date.now(), status: 'Success', id: randomBytes(8).toString('hex'), validMs: 300_000 },
    ...over,
  };
  return base64(sign(responseOf(said), provider));
}
async function post(SAMLResponse: string, RelayState: string, by: ConnectionRow = connection) {
  const url = `http://127.0.0.1:3000/api/saml/${by.id}/acs`;
  const request = new Request(url, { method: 'POST', headers: { origin: 'https://idp.example' } });
  return comeWithSaml(api.context, request, new URLSearchParams({ SAMLResponse, RelayState }).toString());
}
const ledTo = (answer: Response) => answer.headers.get('location') ?? '';
const errorOf = (answer: Response) => new URL(ledTo(answer)).searchParams.get('error');
const come = (answer: Response, cookie: string) =>
  comeBack(api.context, new Request(ledTo(answer), { headers: { cookie } }));
async function signIn(over: Partial<Said> = {}) {
  const { requestId, relayState, cookie } = await begin();
  return come(await post(answerTo(requestId, over), relayState), cookie);
}
const tokenIn = (answer: Response) => /xio_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
const ada = async () => {
  const [row] = await api.db
    .select({ userId: users.id, name: users.name, role: memberships.role })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.orgId, who.orgId)))
    .where(eq(users.email, 'ada@north.example'));
  return row;
};
const lastRefusal = async () => {
  const [row] = await api.db
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.orgId, who.orgId), eq(auditRows.action, 'session.refuse')))
    .orderBy(desc(auditRows.at), desc(auditRows.id))
    .limit(1);
  return row?.detail.reason;
};

describe('somebody whose SAML provider vouches for them', () => {
  it('gets a session of ours with the role of their group, and lands where they were going', async () => {
    const answer = await signIn();
    expect(ledTo(answer)).toBe('http://127.0.0.1:3000/teams');
    const [session] = await api.db
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, await hash(tokenIn(answer))));
    expect(session).toMatchObject({ orgId: who.orgId, method: 'saml', connectionId: connection.id });
    expect(await ada()).toMatchObject({ name: 'Ada Brandt', role: 'admin' });
  });

  it('has the lower role once the group is gone, and no session at all once every group is', async () => {
    const before = await signIn({ attributes: { mail: ['ada@north.example'], groups: ['staff'] } });
    expect(await ada()).toMatchObject({ role: 'member' });
    const refused = await signIn({ attributes: { mail: ['ada@north.example'], groups: ['visitors'] } });
    expect(errorOf(refused)).toBe('sign_in.no_group');
    const left = await api.db
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, await hash(tokenIn(before))));
    expect(left).toEqual([]);
  });

  it('does not get in while suspended', async () => {
    const person = await ada();
    const at = and(eq(memberships.orgId, who.orgId), eq(memberships.userId, person?.userId ?? ''));
    await api.db.update(memberships).set({ suspendedAt: new Date() }).where(at);
    expect(errorOf(await signIn())).toBe('sign_in.suspended');
    await api.db.update(memberships).set({ suspendedAt: null }).where(at);
    expect(tokenIn(await signIn())).not.toBe('');
  });
});

describe('an answer opens no session, and the trail says why', () => {
  it('twice: not to the same question, and not to another', async () => {
    const one = await begin();
    const answer = answerTo(one.requestId);
    expect(tokenIn(await come(await post(answer, one.relayState), one.cookie))).not.toBe('');
    expect(errorOf(await post(answer, one.relayState))).toBe('sign_in.stale');
    expect(await lastRefusal()).toBe('saml.stale');
    const two = await begin();
    expect(errorOf(await post(answer, two.relayState))).toBe('sign_in.answer_foreign');
    expect(await lastRefusal()).toBe('saml.other_request');
  });

  it('for one assertion at two questions that race: its id counts once', async () => {
    const id = randomBytes(8).toString('hex');
    const [one, two] = [await begin(), await begin()];
    const first = await come(await post(answerTo(one.requestId, { id }), one.relayState), one.cookie);
    const again = await come(await post(answerTo(two.requestId, { id }), two.relayState), two.cookie);
    expect([tokenIn(first) !== '', errorOf(again)]).toEqual([true, 'sign_in.used']);
  });

  it('in another browser than the one that asked: nobody is signed in as somebody else', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    const taken = await post(answerTo(mine.requestId), mine.relayState);
    expect(errorOf(await come(taken, theirs.cookie))).toBe('sign_in.stale');
    const again = await begin();
    const other = await post(answerTo(again.requestId), again.relayState);
    expect(errorOf(await come(other, ''))).toBe('sign_in.stale');
  });

  it('with a code that is used again', async () => {
    const { requestId, relayState, cookie } = await begin();
    const taken = await post(answerTo(requestId), relayState);
    expect(tokenIn(await come(taken, cookie))).not.toBe('');
    expect(errorOf(await come(taken, cookie))).toBe('sign_in.stale');
  });

  it('with the relay state of another sign-in, or of another connection', async () => {
    const [mine, theirs, south] = [await begin(), await begin(), await begin(second)];
    expect(errorOf(await post(answerTo(mine.requestId), theirs.relayState))).toBe('sign_in.answer_foreign');
    expect(errorOf(await post(answerTo(south.requestId), south.relayState))).toBe('sign_in.stale');
    const foreign = await begin();
    const bySouth = answerTo(foreign.requestId, {}, connection, idp2);
    expect(errorOf(await post(bySouth, foreign.relayState))).toBe('sign_in.answer_unsigned');
  });

  it('with an address of a stranger as the relay state: nobody is sent there', async () => {
    const answer = await post(answerTo('_none'), 'https://evil.example/');
    expect(new URL(ledTo(answer)).host).toBe('127.0.0.1:3000');
    expect(errorOf(answer)).toBe('sign_in.not_asked');
    expect(await lastRefusal()).toBe('saml.not_asked');
  });

  it.each<[string, Partial<Said>, string]>([
    ['expired', { validMs: -400_000 }, 'sign_in.answer_time'],
    ['for another audience', { audience: 'https://evil.example' }, 'sign_in.answer_audience'],
    ['from a provider that says no', { status: 'AuthnFailed' }, 'sign_in.denied'],
    ['without an address', { attributes: { groups: ['chairs'] } }, 'sign_in.no_address'],
    [
      'of an address that is not theirs to vouch for',
      { nameId: 'eve', attributes: { mail: ['eve@elsewhere.example'], groups: ['chairs'] } },
      'sign_in.address_unverified',
    ],
  ])('that is %s', async (_, over, error) => expect(errorOf(await signInOrRefused(over))).toBe(error));
});

async function signInOrRefused(over: Partial<Said>) {
  const { requestId, relayState, cookie } = await begin();
  const posted = await post(answerTo(requestId, over), relayState);
  return new URL(ledTo(posted)).pathname.startsWith('/api/auth') ? come(posted, cookie) : posted;
}

describe('who begins at the provider', () => {
  it('is asked from here where the connection allows it; what came unasked is never believed', async () => {
    const row = await findConnection(api.db, who.orgId, second.id);
    const allowed = await changeSaml(api.context, who, { id: second.id, version: row.version, providerMayBegin: true });
    const answer = await post(answerTo('_none', {}, allowed, idp2), '', allowed);
    expect(ledTo(answer)).toContain(`${idp2.entityId}/sso?`);
    expect(answer.headers.get('set-cookie')).toContain('xio_sign_in=');
    expect(tokenIn(answer)).toBe('');
  });
});

describe('a trial', () => {
  const trial = async (over: Partial<Said> = {}) => {
    const { url } = await beginTrial(api.context, who, { id: connection.id });
    const { requestId, relayState } = askedBy(url);
    const answer = await post(answerTo(requestId, over), relayState);
    const row = await findConnection(api.db, who.orgId, connection.id);
    return { answer, row, view: await samlView(api.context, row, 'en') };
  };

  it('shows the administrator each step and the role that would come of it, and opens no session', async () => {
    const { answer, row, view } = await trial();
    expect(ledTo(answer)).toBe(`http://127.0.0.1:3000/organisation/sign-in/saml/${connection.id}#trial`);
    expect(tokenIn(answer)).toBe('');
    expect([row.state, view.trial?.steps.map(({ state }) => state)]).toEqual(['ready', Array(6).fill('good')]);
    expect(view.trial?.steps.at(-1)?.text).toBe('The groups are: chairs. The role would be: admin.');
  });

  it.each<[string, Partial<Said>, string]>([
    ['audience', { audience: 'https://old.example' }, 'addressee'],
    ['clock', { at: Date.now() + 900_000 }, 'time'],
    ['address', { attributes: {} }, 'person'],
    ['group', { attributes: { mail: ['ada@north.example'], groups: ['x'] } }, 'role'],
    ['domain', { attributes: { mail: ['ada@elsewhere.example'] } }, 'person'],
    ['answer', { status: 'RequestDenied' }, 'answer'],
  ])('says at which step it failed: %s', async (_, over, step) => {
    const { row, view } = await trial(over);
    expect(view.trial?.steps.find(({ state }) => state === 'bad')?.step).toBe(step);
    expect(row.state).toBe('broken');
    await api.db.update(ssoConnections).set({ state: 'ready' }).where(eq(ssoConnections.id, row.id));
    expect(samlOf(row).trial?.steps.length).toBeGreaterThan(0);
  });
});
