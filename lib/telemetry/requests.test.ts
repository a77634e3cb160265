import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { metrics } from './metrics';
import { classOf, countRequests } from './requests';

it('tells pages, calls, streams, files and probes apart', () => {
  expect(classOf('/meetings/1?lang=ru')).toBe('page');
  expect(classOf('/api/v1/meetings?limit=2')).toBe('api');
  expect(classOf('/api/v1/meetings/1/stream?after=3')).toBe('stream');
  expect(classOf(`/s/${'a'.repeat(43)}/stream`)).toBe('stream');
  expect(classOf(`/s/${'a'.repeat(43)}`)).toBe('page');
  expect(classOf('/_next/static/chunks/a.js')).toBe('asset');
  expect(classOf('/icon.svg')).toBe('asset');
  expect(classOf('/api/v1/ready')).toBe('probe');
});

it('counts what people were answered, so that the objective of availability is measured', async () => {
  countRequests();
  countRequests();
  const server = createServer((request, response) => {
    if (request.url === '/never') return request.socket.destroy();
    response.writeHead(request.url === '/broken' ? 500 : 200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
  await ask('/');
  await ask('/broken');
  await ask('/never');
  await new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  const text = await metrics().registry.metrics();
  expect(text).toContain('xio_http_requests_total{class="page",status="200"} 1');
  expect(text).toContain('xio_http_requests_total{class="page",status="500"} 1');
  expect(text).toContain('xio_http_requests_total{class="page",status="aborted"} 1');
  expect(text).toContain('xio_http_request_seconds_count{class="page"} 3');
});
