import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';
import { guardFetch } from './guarded-fetch';
import type { Statements } from './statements';

const answerMs = 10_000;

/**
 * A Neon database by fetch alone, one statement a call: what an edge handler has. Opens nothing.
 * @param proxy address of a server that speaks Neon's protocol before another PostgreSQL, in place of Neon's own
 */
export function openNeonHttp(url: string, proxy?: string): Statements {
  if (proxy) neonConfig.fetchEndpoint = () => `${new URL(proxy).origin}/sql`;
  const guarded = guardFetch(answerMs);
  neonConfig.fetchFunction = (address: string, init: RequestInit) => guarded(address, { ...init, cache: 'no-store' });
  return drizzle({ client: neon(url) });
}
