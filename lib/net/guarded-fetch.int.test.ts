import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
  const silent = Promise.withResolvers<void>();
  const endless = (response: ServerResponse) => {
    const more = () => {
      while (response.write(Buffer.alloc(256 * 1024, 'x')));
    };
    response.on('drain', more);
    more();
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      if (request.url === '/moved') response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
      else if (request.url === '/hang') response.write('begun ');
      else if (request.url === '/silent') silent.resolve();
      else if (request.url === '/endless') endless(response.writeHead(request.method === 'GET' ? 200 : 400));
      else if (request.url?.startsWith('/raw/'))
        request.socket.end(`HTTP/1.1 ${decodeURI(request.url.slice(5))}\r\n\r\n`);
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

  it.each([
    ['one private address', [['127.0.0.1']]],
    ['a private address beside a public one', [['192.0.1.1', '127.0.0.1']]],
    ['a private one of IPv6', [['::1']]],
    ['a private IPv4 address in IPv6', [['::ffff:127.0.0.1']]],
    ['a public address when first asked, a private one ever after', [['192.0.1.1'], ['127.0.0.1']]],
  ])('asks for a name once, and goes to what it was told alone: %s', async (_, told) => {
    const before = seen.length;
    let asked = 0;
    const resolving = createGuardedFetch(false, (_name, _options, callback) => {
      const all = told[Math.min(asked, told.length - 1)] ?? [];
      asked += 1;
      callback(
        null,
        all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    });
    const stop = new AbortController();
    const answer = resolving(at('/', 'rebinds.example'), { ...post, signal: stop.signal });
    // Nobody answers at the public address: it is the way there that counts.
    if (told.length > 1) setImmediate(() => stop.abort());
    await expect(answer).rejects.toThrow();
    expect([asked, seen.length]).toEqual([1, before]);
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

  it('that nobody answers yet ends, too, after a collection of garbage: else a turn hangs for good', async () => {
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc');
    const stop = new AbortController();
    const asked = open(at('/silent'), { ...post, signal: stop.signal });
    asked.catch(() => {});
    await silent.promise;
    for (let n = 0; n < 5; n += 1) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    stop.abort();
    await expect(asked).rejects.toThrow();
  });

  it.each([
    ['a status that does not exist', '999 Odd\r\ncontent-length: 0'],
    ['another protocol', '101 Switching\r\nconnection: upgrade\r\nupgrade: websocket'],
  ])('that is answered by %s fails alone: else one server stops the process, or a turn for good', async (_, head) => {
    await expect(open(at(`/raw/${encodeURI(head)}`), post)).rejects.toThrow();
  });

  it('takes an answer without the body that it may not have', async () => {
    const answer = await open(at(`/raw/${encodeURI('205 Reset\r\ncontent-length: 2\r\n\r\nhi')}`), post);
    expect([answer.status, await answer.text()]).toEqual([205, '']);
  });

  it('reads no more than an answer can be: else one server fills the memory', async () => {
    const fresh = createGuardedFetch(true);
    await expect((await fresh(at('/endless'))).text()).rejects.toThrow();
    await expect((await fresh(at('/endless'), post)).text()).rejects.toThrow();
  });
});
