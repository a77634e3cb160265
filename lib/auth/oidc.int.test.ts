import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows, orgDomains, sessions, ssoConnections } from '@/db/schema';
import type { Member } from '../services/context';
import { connectOidc } from '../services/sign-in/connect';
import type { ConnectionRow } from '../services/sign-in/rows';
import { connectOidcSchema } from '../services/sign-in/schemas';
import { type Lie, startLyingProvider } from '../services/sign-in/testing/lying-provider';
import { type Person, startOidcProvider } from '../services/sign-in/testing/oidc-provider';
import { tryConnection } from '../services/sign-in/try';
import { comeBack } from './come-back';
import { hash } from './held';
import { beginOidc } from './oidc';
import { createTestApi } from './testing';

let api: Awaited<ReturnType<typeof createTestApi>>;
let honest: Awaited<ReturnType<typeof startOidcProvider>>;
let lying: Awaited<ReturnType<typeof startLyingProvider>>;
let who: Member;
const people: Person[] = [
  { email: 'ada@north.example', password: 'right', name: 'Ada Brandt', groups: ['chairs'] },
  { email: 'bo@elsewhere.example', password: 'right', name: 'Bo' },
];
const callbacks: string[] = ['http://127.0.0.1:3000/none'];
const connections: { honest?: ConnectionRow; lying?: ConnectionRow } = {};

beforeAll(async () => {
  api = await createTestApi();
  honest = await startOidcProvider(people, { id: 'xio', secret: 'a-long-client-secret', callbacks });
  lying = await startLyingProvider();
  ({ who } = await api.signIn(await api.newOrganisation(), 'owner'));
  const verified = (domain: string) => ({ orgId: who.orgId, domain, challenge: 'c', verifiedAt: new Date() });
  await api.db.insert(orgDomains).values([verified('north.example'), verified('lies.example')]);
  const connect = (label: string, issuer: string, over = {}) =>
    connectOidc(
      api.context,
      who,
      connectOidcSchema.parse({
        ...{ label, issuer, clientId: 'xio', secret: 'a-long-client-secret' },
        ...{ scopes: 'openid email profile groups', groupRoles: [{ group: 'chairs', role: 'admin' }] },
        ...over,
      }),
    );
  connections.honest = await connect('Northgate', honest.issuer);
  connections.lying = await connect('Lies', lying.issuer);
  callbacks.push(`http://127.0.0.1:3000/api/auth/callback/${connections.honest.id}`);
});
afterAll(async () => {
  await honest.close();
  await lying.close();
  await api.close();
});

const begin = async (which: 'honest' | 'lying', next = '/teams') => {
  const connection = connections[which];
  if (!connection) throw new Error('connected before');
  const { to, begun } = await beginOidc(api.context, { connection, next, email: 'ada@north.example' });
  return { to, cookie: `xio_sign_in=${begun}` };
};
const back = (url: string, cookie: string) => comeBack(api.context, new Request(url, { headers: { cookie } }));
const errorOf = (answer: Response) => new URL(answer.headers.get('location') ?? '').searchParams.get('error');

/** What a browser does at the honest provider: its cookies, its form, its redirects; returns where it is sent back to. */
async function logIn(to: string, email: string, password: string): Promise<{ status: number; back: string | null }> {
  const cookies = new Map<string, string>();
  let url = to;
  let form: URLSearchParams | null = null;
  for (let hop = 0; hop < 10; hop += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form,
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      form = null;
      if (!url.startsWith(honest.issuer)) return { status: answer.status, back: url };
    } else if (form || answer.status !== 200) return { status: answer.status, back: null };
    else form = new URLSearchParams({ email, password });
  }
  throw new Error('it goes round in circles');
}

describe('at a provider that conforms', () => {
  it('a person comes in with the role of their group, and where they wanted to', async () => {
    const { to, cookie } = await begin('honest');
    expect(new URL(to).searchParams.get('login_hint')).toBe('ada@north.example');
    expect(new URL(to).searchParams.get('code_challenge_method')).toBe('S256');
    const { back: url } = await logIn(to, 'ada@north.example', 'right');
    const answer = await back(url ?? '', cookie);
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:3000/teams');
    const session = /xio_session=([^;]+); .*HttpOnly/i.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? '';
    const [row] = await api.db
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, await hash(session)));
    expect(row).toMatchObject({ method: 'oidc', connectionId: connections.honest?.id });
    const me = await api.call('GET', '/api/v1/organisation', { token: session });
    expect(me.status).toBe(200);
    // The same address again, as a copy from a history would be: the cookies are spent, the code is, too.
    expect(errorOf(await back(url ?? '', ''))).toBe('sign_in.stale');
    expect(errorOf(await back(url ?? '', cookie))).toBe('sign_in.used');
  });

  it('a wrong password stays there, and who says no comes back to a page that says so', async () => {
    const { to } = await begin('honest');
    expect(await logIn(to, 'ada@north.example', 'wrong')).toEqual({ status: 401, back: null });
    const { cookie } = await begin('honest');
    const url = `http://127.0.0.1:3000/api/auth/callback/${connections.honest?.id}?error=access_denied`;
    expect(errorOf(await back(url, cookie))).toBe('sign_in.denied');
  });

  it('somebody of a domain that is not the organisation’s is refused', async () => {
    const { to, cookie } = await begin('honest');
    const { back: url } = await logIn(to, 'bo@elsewhere.example', 'right');
    expect(errorOf(await back(url ?? '', cookie))).toBe('sign_in.not_expected');
  });

  it('the state of another sign-in, or of another connection, is refused', async () => {
    const [mine, other] = [await begin('honest'), await begin('honest')];
    const { back: url } = await logIn(mine.to, 'ada@north.example', 'right');
    expect(errorOf(await back(url ?? '', other.cookie))).toBe('sign_in.stale');
    const swapped = (url ?? '').replace(connections.honest?.id ?? '', connections.lying?.id ?? '');
    expect(errorOf(await back(swapped, mine.cookie))).toBe('sign_in.stale');
  });

  it('leads nowhere but to this site', async () => {
    const { to, cookie } = await begin('honest', '//evil.example/');
    const { back: url } = await logIn(to, 'ada@north.example', 'right');
    expect((await back(url ?? '', cookie)).headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:3000\//);
  });

  it('the test of the connection finds all in order, and a wrong secret', async () => {
    const states = async () =>
      (await tryConnection(api.context, who.orgId, connections.honest?.id ?? '')).map(({ what, state }) => [
        what,
        state,
      ]);
    const good = ['address', 'keys', 'clock', 'client'].map((what) => [what, 'good']);
    expect(await states()).toEqual(good);
    const wrong = await connectOidc(
      api.context,
      who,
      connectOidcSchema.parse({
        label: 'Wrong',
        issuer: honest.issuer,
        clientId: 'xio',
        secret: 'another-client-secret',
      }),
    );
    expect(wrong).toMatchObject({ state: 'broken', reason: { code: 'sign_in.client_refused' } });
  });
});

describe('a provider that lies opens nothing', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const attempt = async (lie: Lie) => {
    const { to, cookie } = await begin('lying');
    lying.lie.now = lie;
    const sent = await fetch(to, { redirect: 'manual' });
    const answer = await back(sent.headers.get('location') ?? '', cookie);
    lying.lie.now = {};
    expect(answer.status).toBe(303);
    return {
      error: errorOf(answer),
      session: answer.headers.getSetCookie().some((one) => one.startsWith('xio_session')),
    };
  };

  it.each<[string, Lie, string]>([
    ['no signature', { key: 'none' }, 'sign_in.answer_unsigned'],
    ['another’s signature', { key: 'foreign' }, 'sign_in.answer_unsigned'],
    ['a symmetric one', { header: { alg: 'HS256' } }, 'sign_in.answer_unsigned'],
    ['another audience', { claims: { aud: 'somebody-else' } }, 'sign_in.answer_audience'],
    ['two audiences', { claims: { aud: ['xio', 'other'], azp: 'other' } }, 'sign_in.answer_audience'],
    ['another issuer', { claims: { iss: 'https://elsewhere.example' } }, 'sign_in.answer_issuer'],
    ['what has run out', { claims: { exp: seconds() - 600 } }, 'sign_in.answer_time'],
    ['what is not yet', { claims: { nbf: seconds() + 600 } }, 'sign_in.answer_time'],
    ['another sign-in’s answer', { claims: { nonce: 'another' } }, 'sign_in.answer_foreign'],
    ['no nonce', { claims: { nonce: undefined } }, 'sign_in.answer_foreign'],
    ['no subject', { claims: { sub: '' } }, 'sign_in.answer_wrong'],
    ['an address not verified', { claims: { email_verified: false } }, 'sign_in.address_unverified'],
    ['another’s address', { claims: { email: 'ada@other.example', sub: 'eve' } }, 'sign_in.not_expected'],
    ['a failure', { answer: { status: 503, body: { error: 'server_error' } } }, 'sign_in.provider_down'],
    [
      'no token',
      { answer: { status: 200, body: { access_token: 'x', token_type: 'Bearer' } } },
      'sign_in.answer_unsigned',
    ],
  ])('%s', async (_, lie, reason) => {
    expect(await attempt(lie)).toEqual({ error: reason, session: false });
  });

  it('but a clock that is a little off is forgiven', async () => {
    expect(await attempt({ claims: { exp: seconds() - 90, iat: seconds() - 390 } })).toEqual({
      error: null,
      session: true,
    });
    expect(await attempt({ ahead: 90 })).toEqual({ error: null, session: true });
  });

  it('every refusal is in the trail', async () => {
    const rows = await api.db.select().from(auditRows).where(eq(auditRows.orgId, who.orgId));
    const reasons = rows.filter(({ action }) => action === 'session.refuse').map(({ detail }) => detail.reason);
    expect(new Set(reasons).size).toBeGreaterThan(8);
  });

  it('its test says what is wrong', async () => {
    const found = async (lie: Lie) => {
      lying.lie.now = lie;
      const findings = await tryConnection(api.context, who.orgId, connections.lying?.id ?? '');
      lying.lie.now = {};
      return findings.find(({ state }) => state === 'bad')?.reason.code;
    };
    expect(await found({ ahead: 600 })).toBe('sign_in.clock_off');
    expect(await found({ discovery: { issuer: 'https://elsewhere.example' } })).toBe('sign_in.provider_other');
    expect(await found({ discovery: { id_token_signing_alg_values_supported: ['none'] } })).toBe(
      'sign_in.provider_unsigned',
    );
    expect(await found({ discovery: { jwks_uri: undefined } })).toBe('sign_in.provider_incomplete');
  });
});

it('a connection that is gone leads to the sign-in page', async () => {
  await api.db.delete(ssoConnections).where(eq(ssoConnections.id, connections.lying?.id ?? ''));
  const answer = await back(`http://127.0.0.1:3000/api/auth/callback/${connections.lying?.id}?code=x&state=y`, '');
  expect(answer.headers.get('location')).toBe('http://127.0.0.1:3000/sign-in');
});
