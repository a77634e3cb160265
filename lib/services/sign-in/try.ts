import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ssoConnections } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { Env } from '@/lib/env';
import { ServiceError } from '../errors';
import { askProvider, discover, type Provider } from './discover';
import { type ConnectionRow, connectionOf, findConnection, type SignInContext, secretOf, siteAddress } from './rows';
import type { Check } from './schemas';

/** One thing that was looked at, as `reason` says it. */
export interface Finding {
  what: Check['what'];
  state: Check['state'];
  reason: Reason;
}

/** How far clocks may differ, s: what `lib/auth/oidc.ts` forgives. */
export const clockTolerance = 120;

const keysSchema = z.object({ keys: z.array(z.object({ kty: z.string(), use: z.string().optional() })) });
const errorSchema = z.object({ error: z.string() });

/** Looks at everything of an OIDC connection that can be seen without a person: its address, keys, clock and client. */
export async function tryConnection(ctx: SignInContext, orgId: string, id: string): Promise<Finding[]> {
  const row = await findConnection(ctx.db, orgId, id);
  const { host } = new URL(row.issuer);
  try {
    const { provider, date } = await discover(ctx.env, row.issuer);
    const found: Finding = { what: 'address', state: 'good', reason: { code: 'sign_in.found', args: { host } } };
    return [found, await keysOf(ctx.env, provider), clockOf(date, ctx.clock.now()), await clientOf(ctx, row, provider)];
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return [{ what: 'address', state: 'bad', reason: { code: error.reason, args: error.args } }];
  }
}

/** Keeps what was found: the first thing that is bad breaks the connection. */
export async function sealResult(
  { db }: Pick<SignInContext, 'db'>,
  orgId: string,
  id: string,
  findings: readonly Finding[],
): Promise<ConnectionRow> {
  const bad = findings.find(({ state }) => state === 'bad');
  const [row] = await db
    .update(ssoConnections)
    .set({ state: bad ? 'broken' : 'ready', reason: bad?.reason ?? null, testedAt: sql`now()` })
    .where(connectionOf(orgId, id))
    .returning();
  if (!row) throw new ServiceError('not_found', 'sign_in.connection_not_found');
  return row;
}

async function keysOf(env: Env, { jwks, algorithm }: Provider): Promise<Finding> {
  const { host } = new URL(jwks);
  try {
    const answer = await askProvider(env, jwks, { headers: { accept: 'application/json' } });
    const read = keysSchema.safeParse(await answer.json().catch(() => null));
    const count = read.data?.keys.filter(({ use }) => use === undefined || use === 'sig').length ?? 0;
    return count > 0
      ? { what: 'keys', state: 'good', reason: { code: 'sign_in.keys', args: { count, algorithm } } }
      : { what: 'keys', state: 'bad', reason: { code: 'sign_in.no_keys', args: { host } } };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { what: 'keys', state: 'bad', reason: { code: error.reason, args: error.args } };
  }
}

function clockOf(date: string | null, now: number): Finding {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return { what: 'clock', state: 'unknown', reason: { code: 'sign_in.clock_unknown' } };
  const seconds = Math.round(Math.abs(theirs - now) / 1000);
  return seconds <= clockTolerance
    ? { what: 'clock', state: 'good', reason: { code: 'sign_in.clock', args: { seconds } } }
    : { what: 'clock', state: 'bad', reason: { code: 'sign_in.clock_off', args: { seconds } } };
}

/**
 * Whether the provider knows the client and its secret: a code that it never gave is refused as such by one that does
 * (RFC 6749, section 5.2).
 */
async function clientOf({ env, vault }: SignInContext, row: ConnectionRow, provider: Provider): Promise<Finding> {
  const { clientId, secretSealed } = row;
  if (!clientId || !secretSealed) return { what: 'client', state: 'bad', reason: { code: 'sign_in.client_refused' } };
  const secret = vault.open(secretSealed, secretOf(row));
  const basic = provider.auth === 'client_secret_basic';
  const pair = [clientId, secret].map(encodeURIComponent).join(':');
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: randomBytes(16).toString('hex'),
    redirect_uri: new URL(`/api/auth/callback/${row.id}`, siteAddress(env)).href,
    code_verifier: randomBytes(32).toString('hex'),
    ...(basic ? {} : { client_id: clientId, client_secret: secret }),
  });
  try {
    const answer = await askProvider(env, provider.token, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...(basic ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
      },
      body: body.toString(),
    });
    const error = errorSchema.safeParse(await answer.json().catch(() => null)).data?.error;
    if (error === 'invalid_grant') return { what: 'client', state: 'good', reason: { code: 'sign_in.client' } };
    if (answer.status === 401 || error === 'invalid_client' || error === 'unauthorized_client')
      return { what: 'client', state: 'bad', reason: { code: 'sign_in.client_refused' } };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
  return { what: 'client', state: 'unknown', reason: { code: 'sign_in.client_unknown' } };
}
