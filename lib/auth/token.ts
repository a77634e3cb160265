import type { Env } from '../env';

/** The address people come by; nothing else tells whether it is https. */
export type Published = Pick<Env, 'XIO_PUBLIC_URL'>;

export const byHttps = (env: Published): boolean => env.XIO_PUBLIC_URL?.startsWith('https:') ?? false;

export const sessionCookie = 'xio_session';

/** Where people come by https, a name that browsers take from this very host alone: no neighbour can plant a session. */
export const sessionCookieOf = (env: Published): string => (byHttps(env) ? `__Host-${sessionCookie}` : sessionCookie);

/** The token of a request, and whether the browser sent it by itself. */
export function tokenOf(headers: Headers, env: Published): { token: string; byCookie: boolean } | null {
  const bearer = /^Bearer ([\w-]{20,200})$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer) return { token: bearer, byCookie: false };
  const cookie = new RegExp(`(?:^|;\\s*)${sessionCookieOf(env)}=([\\w-]{20,200})(?:;|$)`).exec(
    headers.get('cookie') ?? '',
  )?.[1];
  return cookie ? { token: cookie, byCookie: true } : null;
}
