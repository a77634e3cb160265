import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rowsOf } from '@/db/statements';
import { readEnv } from '../env';
import { createMeeting } from '../services/meetings/create';
import { makeShare } from '../services/shares/make';
import { makeShareSchema } from '../services/shares/schemas';
import { agendaOf } from '../services/testing';
import { comeBack } from './come-back';
import { doors, type Method } from './doors';
import { safePath } from './guard';
import { createTestApi } from './testing';

let api: Awaited<ReturnType<typeof createTestApi>>;
let cookie: string;
let bearer: string;
let meeting: string;
let link: string;

beforeAll(async () => {
  api = await createTestApi();
  const { who, token } = await api.signIn(await api.newOrganisation(), 'owner');
  cookie = `xio_session=${token}`;
  bearer = token;
  meeting = (await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') })).id;
  const asked = { ...makeShareSchema.parse({ scope: 'live', once: true }), meetingId: meeting };
  link = new URL((await makeShare(api.context, who, asked)).address).pathname.split('/')[2] ?? '';
});
afterAll(() => api?.close());

/** What a page of another site, or none, can make a browser send with our cookie. */
const strange: Record<string, Record<string, string>> = {
  'from another site': { origin: 'https://evil.example' },
  'from a neighbour of ours': { origin: 'http://127.0.0.1:3001', 'sec-fetch-site': 'same-site' },
  'from nowhere (a sandbox, a file)': { origin: 'null' },
  'with an origin that is none': { origin: 'evil' },
  'without an origin, from another site': { 'sec-fetch-site': 'cross-site' },
  'without an origin, from a neighbour': { 'sec-fetch-site': 'same-site' },
  'from another site that says it is ours': { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
};
const forms = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];

const tablesSchema = z.array(z.object({ name: z.string() }));
const sumSchema = z.tuple([z.object({ sum: z.string().nullable() })]);
/** Everything that is kept, but for refusals and counters. */
async function kept(): Promise<Record<string, string | null>> {
  const { db } = api.context;
  const names = tablesSchema.parse(
    await rowsOf(
      db,
      sql`select tablename as name from pg_tables where schemaname = 'public'
        and tablename not in ('audit_rows', 'audit_seals', 'audit_unsealed', 'rate_counts', 'sessions', 'memberships')`,
    ),
  );
  const all: Record<string, string | null> = {};
  for (const { name } of names) {
    const table = sql.identifier(name);
    const rows = await rowsOf(db, sql`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${table} t`);
    all[name] = sumSchema.parse(rows)[0].sum;
  }
  return all;
}

const changing = doors.flatMap(([kind, path, needs]): [Method, string][] =>
  kind === 'GET' || kind === 'PAGE' || kind === 'ACTION' || needs === 'public' || needs === 'internal'
    ? []
    : [[kind, path]],
);
const ofMembers = changing.filter(([, path]) => !path.startsWith('/s/'));
const at = (path: string) =>
  path
    .replace('[token]', link)
    .replace('[id]', meeting)
    .replace(/\[\w+\]/g, 'never-was');
const bodyFor = (method: Method, type: string) =>
  method === 'DELETE' ? {} : { body: type.includes('json') ? '{}' : 'control=stop', headers: { 'content-type': type } };

async function refused([method, path]: readonly [Method, string], headers: Record<string, string>, type: string) {
  const sent = bodyFor(method, type);
  const answer = await api.call(method, at(path), { ...sent, headers: { cookie, ...sent.headers, ...headers } });
  const said: unknown = await answer.json();
  expect(said, `${method} ${path}`).toMatchObject({ status: 403, code: 'auth.origin' });
}

describe('another site acts with a visitor’s cookie: no door changes anything', () => {
  it.each(Object.entries(strange))('%s', async (_, headers) => {
    const before = await kept();
    for (const door of ofMembers) await refused(door, headers, 'application/json');
    for (const door of ofMembers) await refused(door, headers, 'text/plain');
    expect(await kept()).toEqual(before);
  });

  it.each(forms)('without an origin, as %s', async (type) => {
    const before = await kept();
    for (const door of ofMembers) if (door[0] !== 'DELETE') await refused(door, {}, type);
    expect(await kept()).toEqual(before);
  });

  it('nor opens a link that opens once', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await api.call('POST', `/s/${link}/open`, { body: 'password=', headers });
      expect(answer.status, JSON.stringify(headers)).toBe(403);
    }
    // A page that sends no referrer names no origin: the form of our own page.
    const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' };
    const own = await api.call('POST', `/s/${link}/open`, { body: 'password=', headers });
    expect([own.status, own.headers.get('set-cookie')?.includes('xio_share=')]).toEqual([303, true]);
  });

  it('while our own pages, and programs, go through', async () => {
    const body = { markdown: '# Question\n\nShall we?\n' };
    const status = async (headers: Record<string, string>) =>
      (await api.call('POST', '/api/v1/meetings', { body, headers })).status;
    expect(await status({ cookie, origin: 'http://127.0.0.1:3000' })).toBe(201);
    expect(await status({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await status({ cookie })).toBe(201);
    expect(await status({ authorization: `Bearer ${bearer}`, origin: 'https://evil.example' })).toBe(201);
  });
});

/** Ways to write an address of somebody else where a path of ours is meant. */
const elsewhere = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  'https:evil.example',
  'https://evil.example',
  'https:/evil.example',
  'http://127.0.0.1:3000@evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,hello',
  'evil.example',
  '@evil.example',
  '.evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/%09/evil.example',
  '/%2f/evil.example',
  '/%5cevil.example',
  '%2f%2fevil.example',
  '//evil.example/%2f..',
  '/\u2044/evil.example',
  '/sign-in\r\nlocation: https://evil.example',
];
const site = 'http://127.0.0.1:3000';
const staysHere = (to: string | null) => {
  expect(to).not.toBeNull();
  const answered = new URL(to ?? '', site);
  expect(answered.origin, String(to)).toBe(site);
  expect(to).not.toMatch(/[\r\n]/);
};

describe('a stranger’s address where a path of ours is meant leads nowhere else', () => {
  it.each(elsewhere)('as the way on after signing in: %j', (path) => {
    for (const written of [path, encodeURIComponent(path), encodeURI(path)]) {
      const next = safePath(written);
      expect(next).toMatch(/^\/(?![/\\])/);
      staysHere(next);
      // A browser takes dots away before it follows.
      expect(new URL(next, site).pathname).not.toMatch(/^[/\\]{2}evil/);
    }
    expect(safePath([path])).toBe('/');
  });

  it.each(elsewhere)('in whatever a way back from a provider carries: %j', async (path) => {
    const value = encodeURIComponent(path);
    const names = ['next', 'callbackUrl', 'state', 'RelayState', 'redirect_uri', 'iss', 'code', 'error', 'via'];
    const query = names.map((name) => `${name}=${value}`).join('&');
    for (const address of [`/api/auth/callback/none?${query}`, `/api/auth/signin?${query}`, `/api/auth/${value}`]) {
      const answer = await comeBack(
        api.context,
        new Request(`${site}${address}`, { headers: { host: '127.0.0.1:3000' } }),
      );
      staysHere(answer.headers.get('location'));
    }
    const oauth = await api.call('GET', `/integrations/oauth/notion?${query}`, { token: bearer });
    staysHere(oauth.headers.get('location'));
    const saml = await api.call('POST', '/api/saml/none/acs', { body: `SAMLResponse=x&${query}` });
    if (saml.headers.has('location')) staysHere(saml.headers.get('location'));
    else expect(saml.status).toBe(404);
    const open = await api.call('POST', `/s/${encodeURIComponent(path)}/open`, { body: `password=&${query}` });
    staysHere(open.headers.get('location'));
  });

  it('by whatever name the request called us, a way back leads to the site’s own address', async () => {
    const env = readEnv({ NODE_ENV: 'test', XIO_PUBLIC_URL: 'https://xio.example' });
    const request = new Request(`${site}/api/auth/callback/none`, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    });
    const answer = await comeBack({ ...api.context, env }, request);
    expect(answer.headers.get('location')).toBe('https://xio.example/sign-in');
  });
});
