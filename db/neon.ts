import { neonConfig, Pool } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-serverless';
import { breakerChanged } from '../lib/telemetry/metrics';
import type { Opened } from './client';
import { guardFetch } from './guarded-fetch';
import { connections, deadlines } from './limits';
import * as schema from './schema';
import { tracedPool } from './traced-pool';

/**
 * A Neon database: single statements go over HTTP, transactions over a WebSocket each. `onError` hears of idle
 * connections that broke; the pool replaces them.
 * @param proxy address of a server that speaks Neon's protocol before another PostgreSQL, in place of Neon's own
 */
export function openNeon(url: string, onError: (error: Error) => void, proxy?: string): Opened {
  neonConfig.poolQueryViaFetch = true;
  const changed = (open: boolean) => breakerChanged('database', open ? 1 : 0, open);
  neonConfig.fetchFunction = guardFetch(deadlines.query_timeout, changed);
  if (proxy) {
    const { host, protocol, origin } = new URL(proxy);
    neonConfig.fetchEndpoint = () => `${origin}/sql`;
    neonConfig.wsProxy = () => `${host}/v2`;
    neonConfig.useSecureWebSocket = protocol === 'https:';
    neonConfig.pipelineConnect = false; // it takes a password in the clear, which others refuse
  }
  const pool = new Pool({ connectionString: url, application_name: 'xio', max: connections, ...deadlines });
  pool.on('error', onError);
  return { db: drizzle(tracedPool(pool), { schema }), end: () => pool.end() };
}
