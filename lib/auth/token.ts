export const sessionCookie = 'xio_session';

/** The token of a request, and whether the browser sent it by itself. */
export function tokenOf(headers: Headers): { token: string; byCookie: boolean } | null {
  const bearer = /^Bearer ([\w-]{20,200})$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer) return { token: bearer, byCookie: false };
  const cookie = new RegExp(`(?:^|;\\s*)${sessionCookie}=([\\w-]{20,200})(?:;|$)`).exec(
    headers.get('cookie') ?? '',
  )?.[1];
  return cookie ? { token: cookie, byCookie: true } : null;
}
