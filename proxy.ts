import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { doors } from './lib/auth/doors';
import { hostAllowed, isLoopback, pathHeader } from './lib/auth/hosts';
import { byHttps, tokenOf } from './lib/auth/token';
import { type Env, readEnv } from './lib/env';
import { streamsAtEdge } from './lib/env/reach';
import { ServiceError } from './lib/services/errors';
import { problemResponse } from './lib/services/problem';

let env: Env | undefined;

/** Read by the rewrites of `next.config.mjs`; what a client sends under this name is dropped. */
const streamHeader = 'x-xio-stream';

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** Of a guest's pages: no search engine lists them, no cache keeps them, and no other site is told their address. */
const sharedHeaders = {
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cache-control': 'private, no-store',
};

/**
 * Who brings no session at all is sent to sign in here, while the answer still has a status to say so; also who comes
 * back from another site.
 */
const guardedPages = new RegExp(
  `^(${doors
    .filter(
      ([kind, path, needs]) =>
        (kind === 'PAGE' || (kind === 'GET' && !path.startsWith('/api/'))) && needs !== 'public' && needs !== 'share',
    )
    .map(([, path]) => path.replace(/\[\w+\]/g, '[^/]+'))
    .join('|')})$`,
);

const handlers = doors
  .filter(([kind, path]) => kind !== 'PAGE' && path.startsWith('/api/') && !path.includes('...'))
  .map(([method, path]) => ({ method, at: new RegExp(`^${path.replace('.', '\\.').replace(/\[\w+\]/g, '[^/]+')}$`) }));

/** The methods of an address of the API, where this request's is none of them. */
function refusedMethod({ method, nextUrl }: NextRequest): string | null {
  const allowed = handlers.filter(({ at }) => at.test(nextUrl.pathname)).map((one) => one.method);
  if (allowed.length === 0 || method === 'OPTIONS') return null;
  return allowed.some((one) => one === (method === 'HEAD' ? 'GET' : method)) ? null : allowed.join(', ');
}

/** Before every page and handler: our own host names only, a fresh nonce, the security headers. */
export function proxy(request: NextRequest): Response {
  env ??= readEnv();
  if (!hostAllowed(request.headers, env)) {
    return problemResponse(new ServiceError('forbidden', 'origin.host'), request);
  }
  const allowed = refusedMethod(request);
  if (allowed) {
    return problemResponse(
      new ServiceError('not_allowed', 'request.method', { method: request.method, allowed }),
      request,
    );
  }
  const { pathname, search } = request.nextUrl;
  if (guardedPages.test(pathname) && !tokenOf(request.headers, env)) {
    const next = encodeURIComponent(pathname + search);
    return NextResponse.redirect(new URL(`/sign-in?next=${next}`, request.url));
  }
  const nonce = randomBytes(16).toString('base64');
  const shared = pathname.startsWith('/s/');
  const policy = contentPolicy(nonce, env.NODE_ENV === 'development', !shared || /^\/s\/[^/]+\/live$/.test(pathname));
  const forwarded = new Headers(request.headers);
  forwarded.set('content-security-policy', policy);
  forwarded.set('x-nonce', nonce);
  forwarded.set(pathHeader, pathname + search);
  // Next takes a rewrite on a loopback name for another site and calls itself over HTTP; there its own rewrites do it.
  const stream = streamsAtEdge(env) ? atEdge(pathname) : null;
  forwarded.delete(streamHeader);
  if (stream) forwarded.set(streamHeader, 'edge');
  const sent = { request: { headers: forwarded } };
  const response =
    stream && !isLoopback(request.nextUrl.host)
      ? NextResponse.rewrite(new URL(stream + search, request.url), sent)
      : NextResponse.next(sent);
  response.headers.set('content-security-policy', policy);
  const all = shared ? { ...headers, ...sharedHeaders } : headers;
  // Whoever came by https once comes by nothing else for a year.
  if (byHttps(env)) response.headers.set('strict-transport-security', 'max-age=31536000');
  for (const [name, value] of Object.entries(all)) response.headers.set(name, value);
  if (pathname.startsWith('/invitations/')) response.headers.set('referrer-policy', 'no-referrer');
  return response;
}

/** The edge's door to a stream whose public address this is. */
function atEdge(pathname: string): string | null {
  const [, rest] = /^\/api\/v1\/(meetings\/[^/]+\/stream)$/.exec(pathname) ?? [];
  return rest ? `/api/edge/${rest}` : null;
}

/**
 * Next reads the nonce out of the forwarded policy. Development needs eval and styles that it injects. A guest's page
 * that does not change runs no script at all, so none is loaded.
 */
function contentPolicy(nonce: string, development: boolean, scripts: boolean): string {
  return [
    `default-src 'self'`,
    scripts
      ? `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`
      : `script-src 'none'`,
    development ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/**
 * Next keeps a body in memory until all of it has come before a proxy's answer counts: what tells by its length that it
 * is no transcript goes past, to a handler that refuses it by its length alone.
 */
export const config = {
  matcher: [
    '/((?!_next/static|_next/image|api/v1/minutes$).*)',
    {
      source: '/api/v1/minutes',
      missing: [{ type: 'header', key: 'content-length', value: '([3-9]\\d{7}|\\d{9,})' }],
    },
  ],
};
