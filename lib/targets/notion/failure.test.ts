import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { notionClient } from './client';
import { type NotionFailure, notionFailure } from './failure';

const now = Date.parse('2027-01-01T00:00:00Z');
const servers: { close(): void }[] = [];
afterEach(() => {
  for (const one of servers.splice(0)) one.close();
});

async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  return `http://127.0.0.1:${at.port}`;
}

async function failing(answer: RequestListener, about: 'place' | 'page' = 'page'): Promise<NotionFailure> {
  const baseUrl = await listening(answer);
  return asking(baseUrl, about);
}

const asking = (baseUrl: string, about: 'place' | 'page' = 'page'): Promise<NotionFailure> =>
  notionClient('ntn_1', { baseUrl, timeoutMs: 150 })
    .pages.retrieve({ page_id: 'p' })
    .then(
      () => Promise.reject(new Error('it worked')),
      (error: unknown) => notionFailure(error, about, now),
    );

const refusing =
  (status: number, code: string, message = 'No.', headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ object: 'error', status, code, message }));
  };

describe('a failed call of Notion: whom it concerns decides who is told and what is done next', () => {
  it.each([
    [401, 'unauthorized', 'export.token_refused', 'access', false],
    [403, 'restricted_resource', 'export.forbidden', 'access', false],
    [404, 'object_not_found', 'export.not_shared', 'item', false],
    [400, 'validation_error', 'export.rejected', 'item', false],
    [409, 'conflict_error', 'export.service_down', 'service', true],
    [429, 'rate_limited', 'export.busy', 'service', false],
    [500, 'internal_server_error', 'export.service_down', 'service', true],
    [502, 'bad_gateway', 'export.service_down', 'service', true],
    [503, 'service_unavailable', 'export.service_down', 'service', true],
    [504, 'gateway_timeout', 'export.service_down', 'service', true],
    [529, 'service_overload', 'export.busy', 'service', false],
  ] as const)('%i %s', async (status, code, reason, blames, ambiguous) => {
    const failure = await failing(refusing(status, code));
    expect(failure).toMatchObject({ reason: { code: reason }, blames, ambiguous, status });
  });

  it('blames the access where a place that was chosen is not to be seen', async () => {
    expect(await failing(refusing(404, 'object_not_found'), 'place')).toMatchObject({ blames: 'access' });
  });

  it('understands a gateway that speaks HTML', async () => {
    const failure = await failing((_, response) => response.writeHead(502).end('<h1>Bad gateway</h1>'));
    expect(failure).toMatchObject({ blames: 'service', ambiguous: true, status: 502 });
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Fri, 01 Jan 2027 00:00:30 GMT', 30_000],
    ['soon', null],
  ])('waits as long as it is asked to: Retry-After %s', async (value, ms) => {
    const failure = await failing(refusing(429, 'rate_limited', 'Slow down.', { 'retry-after': value }));
    expect(failure.retryAfterMs).toBe(ms);
  });

  it('shows Notion’s own words without a secret and not at any length', async () => {
    const message = `Key ntn_abc123DEF and Bearer secret_x9 are\n bad. ${'🙂'.repeat(400)}`;
    const { reason } = await failing(refusing(400, 'validation_error', message));
    expect(reason.args?.message).toMatch(/^Key ntn_… and Bearer … are bad\. (🙂)+…$/u);
    expect([...String(reason.args?.message)]).toHaveLength(301);
  });

  it('may have been done where the answer did not come, came in part, or cannot be read', async () => {
    const silent = await failing(() => undefined);
    const cut = await failing((_, response) => {
      response.writeHead(200, { 'content-length': '99' }).write('{');
      response.socket?.end();
    });
    const dropped = await failing((request) => request.socket.destroy());
    const garbled = await failing((_, response) => response.end('{"object":'));
    for (const one of [silent, cut, dropped, garbled]) {
      expect(one).toMatchObject({ blames: 'service', ambiguous: true, status: null });
    }
    expect(garbled.reason.code).toBe('export.unreadable');
  });

  it('was not done where nobody listens', async () => {
    const baseUrl = await listening(() => undefined);
    for (const one of servers.splice(0)) one.close();
    expect(await asking(baseUrl)).toMatchObject({ reason: { code: 'export.unreachable' }, ambiguous: false });
  });

  it('asks once: whoever holds the outbox decides about asking again', async () => {
    let asked = 0;
    await failing((request, response) => {
      asked += 1;
      refusing(529, 'service_overload')(request, response);
    });
    expect(asked).toBe(1);
  });
});
