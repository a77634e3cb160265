import { createHash, randomBytes } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type AuthOptions } from 'next-auth';
import { tellNextAuth } from '../env';
import { VaultError } from '../ports/vault';
import type { Context } from '../services/context';
import { siteAddress } from '../services/sign-in/rows';

/** A sign-in that has begun ends within this time, s. */
const validSeconds = 15 * 60;

/** Cookies by name; null: gone. */
export type Crumbs = Record<string, string | null>;

const names = { state: 'state', pkceCodeVerifier: 'pkce', nonce: 'nonce', callbackUrl: 'next', csrfToken: 'csrf' };
const isSecure = (ctx: Pick<Context, 'env'>) => siteAddress(ctx.env).startsWith('https:');
const nameOf = (ctx: Pick<Context, 'env'>, what: keyof typeof names) =>
  `${isSecure(ctx) ? '__Host-' : ''}xio_sign_in_${names[what]}`;
/** How `Crumbs` are kept: until the person comes back. */
export const crumbOptions = (ctx: Pick<Context, 'env'>) =>
  ({ httpOnly: true, sameSite: 'lax', secure: isSecure(ctx), path: '/', maxAge: validSeconds }) as const;

interface Call {
  path: readonly [action: 'signin' | 'callback', connectionId: string];
  query: Record<string, string>;
  cookies: Record<string, string>;
  /** Where to go in the end; given where a sign-in begins. */
  next?: string;
}

/**
 * Asks next-auth as a function: where the browser is sent, and the cookies that it takes along. It never makes a
 * session of its own; what it keeps between the two halves is sealed by the vault.
 */
export async function askNextAuth(
  ctx: Pick<Context, 'env' | 'vault' | 'clock'>,
  options: Pick<AuthOptions, 'providers' | 'callbacks'>,
  { path, query, cookies, next }: Call,
): Promise<{ to: string | null; crumbs: Crumbs }> {
  const begins = next !== undefined;
  const secret = randomBytes(32).toString('hex');
  const csrf = randomBytes(32).toString('hex');
  const csrfCookie = `${csrf}|${createHash('sha256').update(`${csrf}${secret}`).digest('hex')}`;
  const cookieOf = (what: keyof typeof names) => ({ name: nameOf(ctx, what), options: crumbOptions(ctx) });
  const answer = new Answer();
  const request = {
    method: begins ? 'POST' : 'GET',
    query: { ...query, nextauth: [...path] },
    cookies: begins ? { [nameOf(ctx, 'csrfToken')]: csrfCookie } : cookies,
    headers: {},
    body: begins ? { csrfToken: csrf, callbackUrl: new URL(next, siteAddress(ctx.env)).href } : undefined,
  };
  tellNextAuth(siteAddress(ctx.env)); // read before anything is awaited
  await NextAuth(...asCall(request, answer), {
    ...options,
    secret,
    cookies: {
      state: cookieOf('state'),
      pkceCodeVerifier: cookieOf('pkceCodeVerifier'),
      nonce: cookieOf('nonce'),
      callbackUrl: cookieOf('callbackUrl'),
      csrfToken: cookieOf('csrfToken'),
    },
    jwt: { encode: (given) => seal(ctx, given), decode: (given) => open(ctx, given) },
    // Its complaints name tokens and addresses; what went wrong is told by `oidc.ts`.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  });
  const { [nameOf(ctx, 'csrfToken')]: _, ...crumbs } = answer.crumbs;
  return { to: answer.to, crumbs };
}

/** Guarantee: of a request next-auth reads no more than these five, of a response it calls no more than `Answer` has. */
const asCall = (
  request: Pick<NextApiRequest, 'method' | 'query' | 'headers' | 'body'> & { cookies: Record<string, string> },
  answer: Answer,
) => [request, answer] as unknown as [NextApiRequest, NextApiResponse];

/** Where a sign-in that began in this browser was to lead. */
export function nextOf(ctx: Pick<Context, 'env'>, cookies: Record<string, string>): string {
  const kept = cookies[nameOf(ctx, 'callbackUrl')] ?? '';
  if (!URL.canParse(kept)) return '/';
  const { pathname, search } = new URL(kept);
  return pathname + search;
}

type Sealing = Parameters<NonNullable<NonNullable<AuthOptions['jwt']>['encode']>>[0];

async function seal(
  { vault, clock }: Pick<Context, 'vault' | 'clock'>,
  { token, salt = '' }: Sealing,
): Promise<string> {
  return vault.seal(JSON.stringify({ token, until: clock.now() + validSeconds * 1000 }), ['sign-in', salt]);
}

async function open({ vault, clock }: Pick<Context, 'vault' | 'clock'>, given: { token?: string; salt?: string }) {
  try {
    const { token, until } = JSON.parse(vault.open(given.token ?? '', ['sign-in', given.salt ?? '']));
    return Number(until) > clock.now() ? token : null;
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

/** What next-auth needs of a response. */
class Answer {
  to: string | null = null;
  #cookies: string[] = [];

  get crumbs(): Crumbs {
    return Object.fromEntries(
      this.#cookies.map((line) => {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        return [name, value === '' ? null : decodeURIComponent(value)];
      }),
    );
  }
  getHeader(name: string) {
    return name === 'Set-Cookie' ? this.#cookies : undefined;
  }
  setHeader(name: string, value: string | string[]) {
    if (name === 'Set-Cookie') this.#cookies = [value].flat();
    if (name === 'Location') this.to = String(value);
    return this;
  }
  status() {
    return this;
  }
  json(_body: unknown) {}
  send(_body: unknown) {}
  end() {}
}
