import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId, ssoConnections } from '@/db/schema';
import { readEnv } from '../env';
import { isPrivateAddress } from '../net/addresses';
import { componentSchemas } from '../openapi/document';
import { operations } from '../openapi/operations';
import type { Member } from '../services/context';
import { createTestApi } from './testing';

let api: Awaited<ReturnType<typeof createTestApi>>;
let who: Member;
let token: string;
/** What lies in the operator's own network and nobody from outside may reach. */
let inner: Server;
let port = 0;
const seen: string[] = [];
/** A name of the domain name system, or of this machine's file, that leads into the network. */
let named: string | null = null;

beforeAll(async () => {
  const env = readEnv({
    NODE_ENV: 'test',
    HOST: '0.0.0.0',
    XIO_PUBLIC_URL: 'https://xio.example',
    XIO_LOG_LEVEL: 'silent',
    XIO_SECRET_KEY: randomBytes(32).toString('base64'),
  });
  api = await createTestApi({ env });
  ({ who, token } = await api.signIn(await api.newOrganisation(), 'owner'));
  inner = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('{"secret":"of the inner network"}');
  }).listen(0, '0.0.0.0');
  await once(inner, 'listening');
  const address = inner.address();
  port = typeof address === 'object' && address ? address.port : 0;
  const found = await lookup(hostname(), { all: true }).catch(() => []);
  if (found.length > 0 && found.every((one) => isPrivateAddress(one.address))) named = hostname();
});
afterAll(async () => {
  inner?.closeAllConnections();
  inner?.close();
  await api?.close();
});

const hosts = [
  '127.0.0.1',
  '127.1',
  '127.0.0.1.',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'any.localhost',
  '１２７.0.0.1',
  '127。0。0。1',
  '10.0.0.1',
  '172.16.3.4',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fd00:ec2::254]',
];

const idSchema = z.looseObject({ id: z.string() });
const model = (url: string) => ({ provider: 'compatible', url, models: [{ name: `any-${n}`, price: null }] });
const oidc = (issuer: string) => ({ issuer, clientId: 'xio', secret: 'a-long-client-secret' });
let n = 0;
const post = (path: string, body: object) => {
  n += 1;
  return api.call('POST', `/api/v1${path}`, { token, body: { label: `Nr ${n}`, ...body } });
};

/** Makes something that lies at an address and has it asked; the text of the refusal. */
const ways: Record<string, (address: string) => Promise<string>> = {
  'models POST url': async (url) => {
    const made = await post('/models', model(url));
    if (made.status !== 201) return made.text();
    const { id } = idSchema.parse(await made.json());
    return (await api.call('POST', `/api/v1/models/${id}/test`, { token, body: {} })).text();
  },
  'models PATCH url': async (url) => {
    const { id } = idSchema.parse(await (await post('/models', model('https://models.example/v1'))).json());
    const body = { version: 1, url };
    const changed = await api.call('PATCH', `/api/v1/models/${id}`, { token, body });
    if (changed.status !== 200) return changed.text();
    return (await api.call('POST', `/api/v1/models/${id}/test`, { token, body: {} })).text();
  },
  'sign-in/oidc POST issuer': async (issuer) => {
    const made = await post('/sign-in/oidc', oidc(issuer));
    if (made.status !== 201) return made.text();
    const { id } = idSchema.parse(await made.json());
    return (await api.call('POST', `/api/v1/sign-in/oidc/${id}/test`, { token, body: {} })).text();
  },
  'sign-in/oidc PATCH issuer': async (issuer) => {
    const id = newId();
    // As if it had been connected while its address was public.
    await api.db.insert(ssoConnections).values({
      ...{ id, orgId: who.orgId, kind: 'oidc', preset: 'other', label: id, issuer: 'https://id.example' },
      ...{ clientId: 'xio', groupRoles: [], defaultRole: null, settings: {} },
    });
    const changed = await api.call('PATCH', `/api/v1/sign-in/oidc/${id}`, { token, body: { version: 1, issuer } });
    if (changed.status !== 200) return changed.text();
    return (await api.call('POST', `/api/v1/sign-in/oidc/${id}/test`, { token, body: {} })).text();
  },
  'sign-in/saml POST metadataUrl': async (metadataUrl) => (await post('/sign-in/saml', { metadataUrl })).text(),
};
/** The PATCH of SAML goes through the same `metadataOf`; it needs a connection that was read before. */
const others = ['sign-in/saml PATCH metadataUrl'];

const propertiesSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() });

it('every address that a body can name is tried here', () => {
  const schemas = componentSchemas();
  const found = operations.flatMap(({ method, path, body }) =>
    Object.keys(propertiesSchema.parse((body && schemas[body]) ?? {}).properties ?? {})
      .filter((name) => /ur[il]$|issuer|host|endpoint|hook|server/i.test(name))
      .map((name) => `${path.slice(1).replace('/[id]', '')} ${method} ${name}`),
  );
  expect(found.sort()).toEqual([...Object.keys(ways), ...others].sort());
});

describe.each(Object.keys(ways))('%s', (way) => {
  const refused = /private|network|https/i;

  it.each(hosts)('never asks %s', async (host) => {
    for (const scheme of ['http', 'https']) {
      const said = await ways[way]?.(`${scheme}://${host}:${port}/v1`);
      expect(said, `${scheme}://${host}`).toMatch(refused);
      expect(said).not.toContain('of the inner network');
    }
    expect(seen).toEqual([]);
  });

  it('nor a name that leads there', async (context) => {
    if (!named) return context.skip('no name of this machine leads to a private address');
    const said = await ways[way]?.(`https://${named}:${port}/v1`);
    expect(said).toMatch(/private/i);
    expect(seen).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'ftp://127.0.0.1/', 'javascript:1', 'http://', 'https://a b/'])(
    'nor %s',
    async (address) => expect(JSON.parse((await ways[way]?.(address)) ?? '')).toMatchObject({ status: 400 }),
  );
});
