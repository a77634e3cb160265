import { NextRequest } from 'next/server';
import { describe, expect, it, vi } from 'vitest';
import { proxy } from './proxy';

const cookie = `xio_session=${'a'.repeat(43)}`;
const at = (host: string, headers: Record<string, string> = {}, path = '/meetings/1?tab=2') =>
  proxy(new NextRequest(`http://${host}${path}`, { headers: { host, cookie, ...headers } }));

describe('proxy', () => {
  it('gives every answer its own nonce, so that no injected script runs', () => {
    const policies = [at('127.0.0.1:3000'), at('localhost:3000')].map((one) =>
      one.headers.get('content-security-policy'),
    );
    const nonces = policies.map(
      (policy) => /script-src 'self' 'nonce-([\w+/=]{22,})' 'strict-dynamic'/.exec(policy ?? '')?.[1],
    );
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toMatch(/script-src[^;]*unsafe/);
  });

  it('hands the policy and the path to the page, whatever the client claimed', () => {
    const response = at('127.0.0.1:3000', {
      'x-xio-path': '//evil.example',
      'content-security-policy': 'none',
      'x-nonce': 'mine',
    });
    expect(response.headers.get('x-middleware-request-x-xio-path')).toBe('/meetings/1?tab=2');
    expect(response.headers.get('x-middleware-request-content-security-policy')).toContain('strict-dynamic');
    expect(response.headers.get('x-middleware-request-x-nonce')).not.toBe('mine');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('lets browsers come by https alone once that is its address', async () => {
    expect(at('127.0.0.1:3000').headers.get('strict-transport-security')).toBeNull();
    vi.stubEnv('XIO_PUBLIC_URL', 'https://xio.example');
    vi.resetModules();
    const { proxy: hosted } = await import('./proxy');
    const answer = hosted(new NextRequest('https://xio.example/sign-in', { headers: { host: 'xio.example' } }));
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    vi.unstubAllEnvs();
  });

  it('sends who has no session to sign in, and back to where they were going', () => {
    const response = at('127.0.0.1:3000', { cookie: '' });
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toMatch(/\/sign-in\?next=%2Fmeetings%2F1%3Ftab%3D2$/);
    for (const path of ['/sign-in', '/api/v1/meetings', '/icon.svg']) {
      expect(at('127.0.0.1:3000', { cookie: '' }, path).status).toBe(200);
    }
  });

  it('keeps the address of a shared meeting from other sites, caches and search engines, and runs no script there', () => {
    const token = 'a'.repeat(43);
    const [document, live] = [`/s/${token}`, `/s/${token}/live`].map((path) =>
      at('127.0.0.1:3000', { cookie: '' }, path),
    );
    for (const response of [document, live]) {
      expect(response?.status).toBe(200);
      expect(response?.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response?.headers.get('x-robots-tag')).toContain('noindex');
      expect(response?.headers.get('cache-control')).toBe('private, no-store');
      expect(response?.headers.get('set-cookie')).toBeNull();
    }
    expect(document?.headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(live?.headers.get('content-security-policy')).toContain('strict-dynamic');
  });

  it.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example'])(
    'a page at %s cannot reach the server of this machine (DNS rebinding)',
    async (host) => {
      const response = at(host);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'origin.host', status: 403 });
    },
  );

  it('has streams served by Node where there is no Neon and Upstash, whatever a client says', () => {
    const response = at('127.0.0.1:3000', { 'x-xio-stream': 'edge' }, '/api/v1/meetings/1/stream');
    expect(response.headers.get('x-middleware-request-x-xio-stream')).toBeNull();
    expect(response.headers.get('x-middleware-rewrite')).toBeNull();
  });

  it('sends streams to the edge where there are Neon and Upstash, unless told otherwise', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://xio@ep-calm-sea-123.eu-central-1.aws.neon.tech/xio');
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'https://x.upstash.io');
    vi.stubEnv('UPSTASH_REDIS_REST_TOKEN', 'abcdefgh');
    vi.stubEnv('XIO_PUBLIC_URL', 'https://xio.example');
    const served = async (host: string, runtime: string) => {
      vi.stubEnv('XIO_STREAM_RUNTIME', runtime);
      vi.resetModules();
      const url = `http://${host}/api/v1/meetings/1/stream?after=3`;
      const { headers } = (await import('./proxy')).proxy(new NextRequest(url, { headers: { host, cookie } }));
      return headers.get('x-middleware-rewrite') ?? headers.get('x-middleware-request-x-xio-stream');
    };
    expect(await served('xio.example', '')).toBe('http://xio.example/api/edge/meetings/1/stream?after=3');
    expect(await served('127.0.0.1:3000', '')).toBe('edge');
    expect(await served('xio.example', 'node')).toBeNull();
    vi.unstubAllEnvs();
  });

  it('tells a client of the API that a method is wrong, and which are right', async () => {
    const sent = (method: string, path: string) =>
      proxy(new NextRequest(`http://127.0.0.1:3000/api/v1${path}`, { method, headers: { host: '127.0.0.1:3000' } }));
    const response = sent('PUT', '/meetings/1');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, PATCH, DELETE');
    expect(await response.json()).toMatchObject({ code: 'request.method', detail: expect.stringContaining('PUT') });
    for (const [method, path] of [
      ['PATCH', '/meetings/1'],
      ['HEAD', '/openapi.json'],
      ['OPTIONS', '/meetings'],
      ['POST', '/nowhere'],
    ] as const)
      expect(sent(method, path).status).toBe(200);
  });
});
