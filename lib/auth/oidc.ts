import type { AuthOptions } from 'next-auth';
import type { OAuthConfig, TokenEndpointHandler, UserinfoEndpointHandler } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { VaultError } from '../ports/vault';
import type { Context, From } from '../services/context';
import { ServiceError } from '../services/errors';
import { knownProvider, type Provider, providerHttp } from '../services/sign-in/discover';
import { type ConnectionRow, oidcOf, secretOf } from '../services/sign-in/rows';
import { clockTolerance } from '../services/sign-in/try';
import { enter } from './enter';
import { beginByNextAuth, endByNextAuth, readBegun } from './next-auth';
import { whyNot } from './oidc-trouble';

type Providers = AuthOptions['providers'];
type Claims = Record<string, unknown> & { sub: string };
type Exchange = NonNullable<TokenEndpointHandler['request']>;

const claimsSchema = z.looseObject({
  sub: z.string().min(1).max(255),
  exp: z.number(),
  nonce: z.string(),
  email: z.string().max(320).optional().catch(undefined),
  preferred_username: z.string().max(320).optional().catch(undefined),
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
    .optional()
    .catch(undefined),
  name: z.string().optional().catch(undefined),
});
const groupsSchema = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

interface Begin {
  connection: ConnectionRow;
  /** A path of ours. */
  next: string;
  /** Given to the provider, so that nobody types it twice. */
  email?: string | undefined;
}

/** Where the browser asks the provider who it is, and what it keeps. @throws ServiceError where the provider can't be asked. */
export async function beginOidc(
  ctx: Context,
  { connection, next, email }: Begin,
): Promise<{ to: string; begun: string }> {
  const provider = await knownProvider(ctx.env, connection.issuer, ctx.clock.now());
  const query: Record<string, string> = email === undefined ? {} : { login_hint: email };
  const options = { providers: oauth(ctx, connection, provider, {}) };
  const { to, begun } = await beginByNextAuth(ctx, options, { connectionId: connection.id, next, query });
  if (!to?.startsWith(provider.authorization)) throw new ServiceError('unavailable', 'sign_in.answer_wrong');
  return { to, begun };
}

interface Back {
  connection: ConnectionRow;
  query: Record<string, string>;
  /** What the browser kept. */
  begun: string | undefined;
  from: From;
}

/** The way back from the provider: a session, and where to go with it. @throws ServiceError that says why not. */
export async function endOidc(
  ctx: Context,
  { connection, query, begun: sealed, from }: Back,
): Promise<{ token: string; next: string }> {
  const begun = readBegun(ctx, connection.id, sealed);
  if (!begun) throw new ServiceError('forbidden', 'sign_in.stale');
  const provider = await knownProvider(ctx.env, connection.issuer, ctx.clock.now());
  const seen: Seen = {};
  let token: string | undefined;
  const signIn = async ({ profile }: { profile?: unknown }) => {
    try {
      token = await enter(ctx, { ...arrivalOf(connection, profile), from });
    } catch (error) {
      seen.failure = error;
    }
    return '/'; // next-auth stops here
  };
  const options = { providers: oauth(ctx, connection, provider, seen), callbacks: { signIn } };
  await endByNextAuth(ctx, options, { begun, query });
  if (token === undefined) throw whyNot(query, seen.failure);
  return { token, next: begun.next };
}

/** What became of the provider's answer, seen from within. */
interface Seen {
  tokens?: Awaited<ReturnType<Parameters<Exchange>[0]['client']['callback']>>;
  failure?: unknown;
}

/** Our provider as next-auth wants it: PKCE, state and nonce, an id token that is checked, what is missing in it asked for. */
function oauth(ctx: Context, row: ConnectionRow, provider: Provider, seen: Seen): Providers {
  const { scopes, groupsClaim } = oidcOf(row);
  const config: OAuthConfig<Claims> = {
    id: row.id,
    name: row.label,
    type: 'oauth',
    issuer: provider.issuer,
    clientId: row.clientId ?? '',
    clientSecret: secretFor(ctx, row),
    client: { id_token_signed_response_alg: provider.algorithm, token_endpoint_auth_method: provider.auth },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    authorization: { url: provider.authorization, params: { scope: scopes } },
    token: {
      url: provider.token,
      request: async ({ client, params, checks, provider: { callbackUrl } }) => {
        forgiveClock(client);
        try {
          const tokens = await client.callback(callbackUrl, params, checks);
          seen.tokens = tokens;
          return { tokens };
        } catch (error) {
          seen.failure = error;
          throw error;
        }
      },
    },
    userinfo: {
      ...(provider.userinfo === null ? {} : { url: provider.userinfo }),
      request: async ({ client }) => {
        if (!seen.tokens) throw new TypeError('there are claims once there are tokens');
        const told = seen.tokens.claims();
        const whole = typeof told.email === 'string' && groupsClaim in told;
        if (whole || provider.userinfo === null || !seen.tokens.access_token) return told;
        // It adds to what is signed and never replaces it. Without it, what is there has to do.
        const { email_verified, ...more } = await client.userinfo(seen.tokens).catch((): Partial<Claims> => ({}));
        return { ...(told.email === undefined ? { email_verified } : {}), ...more, ...told };
      },
    } satisfies UserinfoEndpointHandler,
    jwks_endpoint: provider.jwks,
    httpOptions: providerHttp(ctx.env),
    profile: ({ sub }) => ({ id: sub }),
  };
  return [config];
}

function secretFor({ vault }: Pick<Context, 'vault'>, row: ConnectionRow): string {
  try {
    return vault.open(row.secretSealed ?? '', secretOf(row));
  } catch (error) {
    if (error instanceof VaultError) throw new ServiceError('unavailable', 'sign_in.secret_lost');
    throw error;
  }
}

/** next-auth forgives ten seconds: its client has that one number under a symbol that it shows nobody. */
function forgiveClock(client: Parameters<Exchange>[0]['client']): void {
  for (const key of Object.getOwnPropertySymbols(client))
    if (typeof Reflect.get(client, key) === 'number') Reflect.set(client, key, clockTolerance);
}

function arrivalOf(connection: ConnectionRow, profile: unknown) {
  const claims = claimsSchema.parse(profile);
  const { sub, email, preferred_username: login, email_verified: verified, name, nonce, exp } = claims;
  // Microsoft may leave the address out; its tenant's name for the person then is one, if the tenant owns the domain.
  const address = email ?? (connection.preset === 'entra' && login?.includes('@') ? login : undefined);
  return {
    connection: connection.id,
    subject: sub,
    email: address ?? null,
    emailVerified: email === undefined ? null : (verified ?? null),
    name: name ?? null,
    groups: groupsSchema.parse(claims[oidcOf(connection).groupsClaim]),
    answer: { id: `nonce ${nonce}`, until: new Date((exp + clockTolerance) * 1000) },
  };
}
