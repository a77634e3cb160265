import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPrivateAddress, isPrivateHost, mayReachPrivate } from './addresses';
import { createGuardedFetch } from './guarded-fetch';

describe('a private address: else a tenant reads what only the operator’s network may', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fd00::1',
    'nonsense',
  ])('%s', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('not %s', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );

  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://localhost./',
    'http://a.LOCALHOST/',
  ])('however it is written: %s', (url) => expect(isPrivateHost(new URL(url).hostname)).toBe(true));

  it('is reached where XIO serves this machine alone, or its operator allows it', () => {
    expect(mayReachPrivate({ HOST: '127.0.0.1' })).toBe(true);
    expect(mayReachPrivate({ HOST: '0.0.0.0' })).toBe(false);
    expect(mayReachPrivate({ HOST: '127.0.0.1', XIO_PUBLIC_URL: 'https://xio.example.com' })).toBe(false);
    expect(mayReachPrivate({ HOST: '0.0.0.0', XIO_ALLOW_PRIVATE_MODELS: true })).toBe(true);
  });
});

describe('a request to an address that a user named', () => {
  let server: Server;
  let port = 0;
  const seen: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      if (request.url === '/moved') response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
      else if (request.url === '/hang') response.write('begun ');
      else request.pipe(response.writeHead(request.url === '/refused' ? 401 : 200));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`;
  const [open, guarded] = [createGuardedFetch(true), createGuardedFetch(false)];
  const post = { method: 'POST', body: 'Grüße', headers: { authorization: 'Bearer k' } };

  it('goes and comes back as any other', async () => {
    const answer = await open(at('/'), post);
    expect([answer.status, await answer.text()]).toEqual([200, 'Grüße']);
    expect((await open(at('/refused'), post)).status).toBe(401);
  });

  it('never reaches this machine, by address or by a name that leads there', async () => {
    const before = seen.length;
    const refused = { name: 'WayRefused', why: 'private' };
    await expect(guarded(at('/'), post)).rejects.toMatchObject(refused);
    await expect(guarded(at('/', 'localhost'), post)).rejects.toMatchObject(refused);
    await expect(guarded(at('/', '[::ffff:127.0.0.1]'), post)).rejects.toMatchObject(refused);
    expect(seen).toHaveLength(before);
  });

  it('follows no redirect: else the key goes wherever the server says', async () => {
    await expect(open(at('/moved'), post)).rejects.toMatchObject({ name: 'WayRefused', why: 'redirect' });
    expect(seen.some((one) => one.includes('/elsewhere'))).toBe(false);
  });

  it('ends in the middle when it is no longer wanted', async () => {
    const stop = new AbortController();
    const answer = await open(at('/hang'), { ...post, signal: stop.signal });
    const reader = answer.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('begun ');
    stop.abort();
    await expect(reader?.read()).rejects.toThrow();
  });
});
