import { eq } from 'drizzle-orm';
import { createEmulator, type Emulator, type SeedConfig } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '@/db/embedded/server';
import { auditRows, memberships, orgDomains, sessions } from '@/db/schema';
import type { Member } from '../services/context';
import { connectOidc } from '../services/sign-in/connect';
import type { ConnectionRow } from '../services/sign-in/rows';
import { type ConnectOidc, connectOidcSchema } from '../services/sign-in/schemas';
import { comeBack } from './come-back';
import { hash } from './held';
import { beginOidc } from './oidc';
import { createTestApi } from './testing';

type Service = 'google' | 'microsoft' | 'okta';
const [ada, eve] = ['ada@north.example', 'eve@elsewhere.example'];
const client = { client_id: 'xio', client_secret: 'a-long-client-secret', name: 'XIO' };

interface Way {
  service: Service;
  preset: ConnectOidc['preset'];
  scopes?: string;
  issuer: (url: string) => string;
  seed: (redirects: string[]) => SeedConfig;
}
const named = [
  { email: ada, name: 'Ada Brandt', email_verified: true },
  { email: eve, name: 'Eve', email_verified: true },
];
/** The three that have a preset, as their emulators speak. */
const ways: Way[] = [
  {
    service: 'google',
    preset: 'google',
    issuer: (url) => url,
    seed: (redirect_uris) => ({ google: { users: named, oauth_clients: [{ ...client, redirect_uris }] } }),
  },
  {
    service: 'microsoft',
    preset: 'entra',
    issuer: (url) => `${url}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`,
    seed: (redirect_uris) => ({ microsoft: { users: named, oauth_clients: [{ ...client, redirect_uris }] } }),
  },
  {
    service: 'okta',
    preset: 'okta',
    scopes: 'openid email profile groups',
    issuer: (url) => url,
    seed: (redirect_uris) => ({
      okta: {
        users: [
          { login: ada, email: ada, first_name: 'Ada', last_name: 'Brandt' },
          { login: eve, email: eve, first_name: 'Eve', last_name: 'Elsewhere' },
        ],
        groups: [{ name: 'chairs', okta_id: '00g_chairs' }],
        group_memberships: [{ group: 'chairs', user: ada }],
        oauth_clients: [{ ...client, redirect_uris, auth_server_id: 'org' }],
      },
    }),
  },
];

let api: Awaited<ReturnType<typeof createTestApi>>;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api?.close());

describe.each(ways)('$service', ({ service, preset, scopes, issuer, seed }) => {
  let emulator: Emulator;
  let who: Member;
  let connection: ConnectionRow;
  beforeAll(async () => {
    const port = await freePort();
    // It takes the addresses to come back to at its start, and ours are known once it was connected.
    emulator = await createEmulator({ service, port, seed: seed([]) });
    ({ who } = await api.signIn(await api.newOrganisation(), 'owner'));
    const domain = { orgId: who.orgId, challenge: 'c', verifiedAt: new Date() };
    await api.db.delete(orgDomains);
    await api.db.insert(orgDomains).values({ ...domain, domain: 'north.example' });
    const given = {
      preset,
      label: service,
      issuer: issuer(emulator.url),
      clientId: 'xio',
      secret: client.client_secret,
    };
    connection = await connectOidc(api.context, who, connectOidcSchema.parse(scopes ? { ...given, scopes } : given));
    await emulator.close();
    const back = `http://127.0.0.1:3000/api/auth/callback/${connection.id}`;
    emulator = await createEmulator({ service, port, seed: seed([back]) });
  });
  afterAll(() => emulator?.close());

  const begin = async () => {
    const { to, begun } = await beginOidc(api.context, { connection, next: '/teams', email: ada });
    return { to, cookie: `xio_sign_in=${begun}` };
  };
  /** Presses somebody's button on the provider's page; the address that the browser is sent back to. */
  const choose = async (to: string, email: string): Promise<string> => {
    const page = await (await fetch(to)).text();
    const form = page.split('<form').find((one) => one.includes(email)) ?? '';
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
    const plain = (text: string) =>
      text
        .replace(/&amp;/g, '&')
        .replace(/&#x27;|&#39;/g, "'")
        .replace(/&quot;/g, '"');
    const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      plain(value),
    ]);
    const body = new URLSearchParams(fields);
    const answer = await fetch(new URL(action, to), { method: 'POST', redirect: 'manual', body });
    return answer.headers.get('location') ?? '';
  };
  const back = (url: string, cookie: string) => comeBack(api.context, new Request(url, { headers: { cookie } }));
  const errorOf = (answer: Response) => new URL(answer.headers.get('location') ?? '').searchParams.get('error');

  it('was tried when it was connected: its address, keys, clock', () => {
    expect(connection).toMatchObject({ preset, state: 'ready', reason: null });
  });

  it('lets a person in, with PKCE, state and nonce, to where they wanted to go', async () => {
    const { to, cookie } = await begin();
    const asked = new URL(to).searchParams;
    expect([asked.get('code_challenge_method'), asked.has('state'), asked.has('nonce')]).toEqual(['S256', true, true]);
    const url = await choose(to, ada);
    const answer = await back(url, cookie);
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:3000/teams');
    const token = /xio_session=([^;]+); .*HttpOnly/i.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? '';
    const [session] = await api.db
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, await hash(token)));
    expect(session).toMatchObject({ method: 'oidc', connectionId: connection.id, orgId: who.orgId });
    const [member] = await api.db
      .select()
      .from(memberships)
      .where(eq(memberships.userId, session?.userId ?? ''));
    expect(member?.role).toBe('member');
    // The address of the way back is worth nothing a second time, nor in another browser.
    expect(errorOf(await back(url, cookie))).toMatch(/^sign_in\./);
    expect(errorOf(await back(url, (await begin()).cookie))).toMatch(/^sign_in\./);
    expect(errorOf(await back(url, ''))).toBe('sign_in.stale');
  });

  it.each([
    ['a swapped state', (url: URL) => url.searchParams.set('state', 'another')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['a made-up code', (url: URL) => url.searchParams.set('code', 'made-up')],
    ['a refusal', (url: URL) => url.searchParams.set('error', 'access_denied')],
  ])('refuses %s with a page that helps, and writes it down', async (_, change) => {
    const { to, cookie } = await begin();
    const url = new URL(await choose(to, ada));
    change(url);
    const answer = await back(url.href, cookie);
    expect(answer.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:3000\/sign-in\?error=sign_in\.\w+&via=/);
    expect(answer.headers.getSetCookie().join()).not.toContain('xio_session');
    const rows = await api.db.select().from(auditRows).where(eq(auditRows.orgId, who.orgId));
    expect(rows.some(({ action }) => action === 'session.refuse')).toBe(true);
  });

  it('lets nobody in whose address is of a domain that is not ours', async () => {
    const { to, cookie } = await begin();
    const answer = await back(await choose(to, eve), cookie);
    expect(errorOf(answer)).toMatch(/^sign_in\./);
  });
});
