import { z } from 'zod';
import type { Env } from '@/lib/env';
import { isPrivateHost, mayReachPrivate } from '@/lib/net/addresses';
import { createGuardedFetch, publicOnly, WayRefused } from '@/lib/net/guarded-fetch';
import { ServiceError } from '../errors';

export type ProviderEnv = Partial<Pick<Env, 'HOST' | 'XIO_PUBLIC_URL' | 'XIO_ALLOW_PRIVATE_MODELS'>>;

/** How long a provider may take to answer, ms. */
const patienceMs = 8_000;
/** A provider's addresses change rarely, and its keys are read afresh each time. */
const keptMs = 5 * 60_000;

/** What an OIDC provider says of itself (OpenID Connect Discovery 1.0). */
export interface Provider {
  issuer: string;
  authorization: string;
  token: string;
  userinfo: string | null;
  jwks: string;
  /** How it signs; never `none`, never by a shared secret. */
  algorithm: string;
  auth: 'client_secret_basic' | 'client_secret_post';
}

const isAuth = (method: string): method is Provider['auth'] => /^client_secret_(basic|post)$/.test(method);
const strong = ['RS256', 'ES256', 'PS256', 'EdDSA', 'RS384', 'RS512', 'ES384', 'ES512', 'PS384', 'PS512'];

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string().optional(),
  jwks_uri: z.string(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
});

/** For requests that a library makes by itself: no private address is connected to, nobody waits for ever. */
export const providerHttp = (env: ProviderEnv) => ({
  timeout: patienceMs,
  ...(mayReachPrivate(env) ? {} : { lookup: publicOnly }),
});

/** Asks a provider. @throws ServiceError `invalid` where the address may not be asked, `unavailable` where it does not answer. */
export async function askProvider(env: ProviderEnv, address: string, init: RequestInit = {}): Promise<Response> {
  checkAddress(env, address);
  try {
    return await createGuardedFetch(mayReachPrivate(env))(address, {
      ...init,
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    const { host } = new URL(address);
    if (error instanceof WayRefused) throw new ServiceError('invalid', `sign_in.provider_${error.why}`, { host });
    throw new ServiceError('unavailable', 'sign_in.provider_silent', { host });
  }
}

/** What the provider of this issuer says of itself, asked now. @throws ServiceError that says what is wrong with it. */
export async function discover(env: ProviderEnv, issuer: string): Promise<{ provider: Provider; date: string | null }> {
  const base = issuer.replace(/\/$/, '');
  const answer = await askProvider(env, `${base}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
  });
  const { host } = new URL(issuer);
  if (!answer.ok) throw new ServiceError('invalid', 'sign_in.provider_unknown', { host, status: answer.status });
  const read = documentSchema.safeParse(await answer.json().catch(() => null));
  if (!read.success) throw new ServiceError('invalid', 'sign_in.provider_incomplete', { host });
  const { data } = read;
  if (data.issuer.replace(/\/$/, '') !== base)
    throw new ServiceError('invalid', 'sign_in.provider_other', { issuer: data.issuer.slice(0, 300) });
  const algorithm = strong.find((one) => data.id_token_signing_alg_values_supported.includes(one));
  if (!algorithm) throw new ServiceError('invalid', 'sign_in.provider_unsigned', { host });
  const addresses = [data.authorization_endpoint, data.token_endpoint, data.jwks_uri, data.userinfo_endpoint];
  for (const address of addresses) if (address !== undefined) checkAddress(env, address);
  // The first that it names of those that we speak: some name both and mean the first.
  const auth = data.token_endpoint_auth_methods_supported.find(isAuth);
  const provider: Provider = {
    issuer: data.issuer,
    authorization: data.authorization_endpoint,
    token: data.token_endpoint,
    userinfo: data.userinfo_endpoint ?? null,
    jwks: data.jwks_uri,
    algorithm,
    auth: auth ?? 'client_secret_basic',
  };
  return { provider, date: answer.headers.get('date') };
}

const kept = new Map<string, { provider: Provider; until: number }>();

/** As `discover`, but what was heard a few minutes ago will do. */
export async function knownProvider(env: ProviderEnv, issuer: string, now: number): Promise<Provider> {
  const known = kept.get(issuer);
  if (known && known.until > now) return known.provider;
  const { provider } = await discover(env, issuer);
  if (kept.size > 500) kept.clear();
  kept.set(issuer, { provider, until: now + keptMs });
  return provider;
}

/** @throws ServiceError `invalid`. */
function checkAddress(env: ProviderEnv, address: string): void {
  if (!URL.canParse(address)) throw new ServiceError('invalid', 'sign_in.provider_address', { address });
  const { protocol, host, hostname } = new URL(address);
  const open = mayReachPrivate(env);
  if (!open && isPrivateHost(hostname)) throw new ServiceError('invalid', 'sign_in.provider_private', { host });
  if (protocol !== 'https:' && !(open && protocol === 'http:'))
    throw new ServiceError('invalid', 'sign_in.provider_plain', { host });
}
