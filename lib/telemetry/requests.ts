import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { metrics } from './metrics';

declare global {
  // The server's bundles share `globalThis` only.
  var xioCountsRequests: boolean | undefined;
}

/** The kind of an address: the objective of availability counts all but probes. */
export function classOf(url: string): 'probe' | 'stream' | 'api' | 'asset' | 'page' {
  const [path = ''] = url.split('?');
  if (/^\/api\/v1\/(health|ready|metrics)$/.test(path)) return 'probe';
  if (path.startsWith('/s/')) return path.endsWith('/stream') ? 'stream' : 'page';
  if (path.startsWith('/api/')) return path.endsWith('/stream') ? 'stream' : 'api';
  return /^\/_next\/|\.\w{2,5}$/.test(path) ? 'asset' : 'page';
}

/** Counts every request that this process's HTTP servers answer, once its answer has ended or its caller left. */
export function countRequests(): void {
  if (globalThis.xioCountsRequests) return;
  globalThis.xioCountsRequests = true;
  subscribe('http.server.request.start', (message) => {
    const { request, response } = exchange(message);
    const began = performance.now();
    const kind = classOf(request.url ?? '/');
    response.once('close', () => {
      const status = response.headersSent ? String(response.statusCode) : 'aborted';
      metrics().requests.inc({ class: kind, status });
      if (kind !== 'stream') metrics().requestTime.observe({ class: kind }, (performance.now() - began) / 1000);
    });
  });
}

/** Node guarantees these two on every message of this channel. */
const exchange = (message: unknown) => message as { request: IncomingMessage; response: ServerResponse };
