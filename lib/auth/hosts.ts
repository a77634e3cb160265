import type { Env } from '../env';
import type { From } from '../services/context';
import { socketHeader } from '../telemetry/socket-header';

/** Set by `proxy.ts` on every request of a page, whatever the client sent. */
export const pathHeader = 'x-xio-path';

/** Whether a `Host` value (with or without a port) names this machine only. */
export function isLoopback(host: string | null | undefined): boolean {
  const name = (host ?? '').trim().toLowerCase().replace(/:\d+$/, '');
  if (name === 'localhost' || name === '[::1]' || name === '::1') return true;
  const parts = name.split('.');
  return (
    parts.length === 4 && parts[0] === '127' && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
  );
}

/** The server listens on the loopback only and nobody publishes it elsewhere. */
export function servesThisMachineOnly(env: Pick<Env, 'HOST' | 'XIO_PUBLIC_URL'>): boolean {
  return isLoopback(env.HOST) && env.XIO_PUBLIC_URL === undefined;
}

/** Against DNS rebinding: on a server for this machine only, every name of the request is a loopback one. */
export function hostAllowed(headers: Headers, env: Pick<Env, 'HOST' | 'XIO_PUBLIC_URL'>): boolean {
  if (!servesThisMachineOnly(env)) return true;
  const forwarded = headers.get('x-forwarded-host');
  return isLoopback(headers.get('host')) && (forwarded === null || isLoopback(forwarded));
}

/**
 * Whether a request that changes something comes from our own pages: its `Origin` is our host. Without one, the browser
 * says that it is of this site; a program that says neither sends JSON, which no other site's page can without asking.
 */
export function originAllowed(headers: Headers, env: Pick<Env, 'XIO_PUBLIC_URL'>): boolean {
  const origin = headers.get('origin');
  if (origin === null) {
    const site = headers.get('sec-fetch-site');
    if (site === null) return /^application\/json\b/i.test(headers.get('content-type') ?? '');
    return site === 'same-origin' || site === 'none';
  }
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const ours = [headers.get('host'), env.XIO_PUBLIC_URL ? new URL(env.XIO_PUBLIC_URL).host : null];
  return ours.includes(host);
}

/**
 * From where a request came. `x-forwarded-for` is believed only as far as XIO_PROXIES proxies stand before the server,
 * counted from its end: what a client wrote itself stands further left. Without proxies the socket tells.
 */
export function fromOf(headers: Headers, env: Pick<Env, 'XIO_PROXIES'>): From {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((one) => one.trim());
  const address = env.XIO_PROXIES > 0 ? hops.at(-env.XIO_PROXIES) : socketAddress(headers);
  return { address: address?.slice(0, 64) || null, agent: headers.get('user-agent')?.slice(0, 300) ?? null };
}

/** What this process's HTTP server wrote itself over whatever the client sent; null where no such server stands before. */
function socketAddress(headers: Headers): string | null {
  const noted = headers.get(socketHeader);
  return globalThis.xioNotesSockets && noted ? noted.replace(/^::ffff:(?=\d+\.)/, '') : null;
}
