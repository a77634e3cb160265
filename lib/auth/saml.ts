import { timingSafeEqual } from 'node:crypto';
import type { AuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Context, From } from '../services/context';
import { ServiceError } from '../services/errors';
import type { ConnectionRow } from '../services/sign-in/rows';
import { askSaml, type Kept, redeemAnswer } from '../services/sign-in/saml/answer';
import { backFor } from '../services/sign-in/saml/settings';
import { enter } from './enter';
import { beginByNextAuth, endByNextAuth, readBegun } from './next-auth';

interface Begin {
  connection: ConnectionRow;
  /** A path of ours. */
  next: string;
}

/** Where the browser asks a SAML provider who it is, and what it keeps until it comes back. */
export async function beginSaml(ctx: Context, { connection, next }: Begin): Promise<{ to: string; begun: string }> {
  const options = { providers: saml(ctx, connection, {}) };
  const { to, begun } = await beginByNextAuth(ctx, options, { connectionId: connection.id, next, query: {} });
  const asks = to && URL.canParse(to) ? new URL(to).searchParams : null;
  const [state, codeChallenge] = [asks?.get('state'), asks?.get('code_challenge')];
  if (!state || !codeChallenge) throw new ServiceError('unavailable', 'sign_in.answer_wrong');
  return { to: await askSaml(ctx, connection, { state, codeChallenge, trial: null }), begun };
}

interface Back {
  connection: ConnectionRow;
  query: Record<string, string>;
  /** What the browser kept. */
  begun: string | undefined;
  from: From;
}

/** What came of a code, seen from within. */
interface Seen {
  kept?: Kept;
  failure?: unknown;
}

/**
 * The end of a sign-in whose answer was taken: a session for the browser that began it.
 * @throws ServiceError `forbidden` that says why not.
 */
export async function endSaml(
  ctx: Context,
  { connection, query, begun: sealed, from }: Back,
): Promise<{ token: string; next: string }> {
  const begun = readBegun(ctx, connection.id, sealed);
  if (!begun) throw new ServiceError('forbidden', 'sign_in.stale');
  const seen: Seen = {};
  let token: string | undefined;
  const signIn = async () => {
    try {
      if (seen.kept) token = await enter(ctx, { ...seen.kept, from });
    } catch (error) {
      seen.failure = error;
    }
    return '/'; // next-auth stops here
  };
  await endByNextAuth(ctx, { providers: saml(ctx, connection, seen), callbacks: { signIn } }, { begun, query });
  if (token !== undefined) return { token, next: begun.next };
  throw seen.failure ?? new ServiceError('forbidden', 'sign_in.stale');
}

/**
 * A SAML provider as next-auth knows `boxyhq-saml`, but asked within this process: the code of an answer, with the
 * state and the verifier that this browser alone has.
 */
function saml(ctx: Context, connection: ConnectionRow, seen: Seen): AuthOptions['providers'] {
  const back = backFor(ctx.env, connection.id);
  const config: OAuthConfig<{ id: string }> = {
    id: connection.id,
    name: connection.label,
    type: 'oauth',
    clientId: connection.id,
    checks: ['pkce', 'state'],
    authorization: { url: back },
    token: {
      url: back,
      request: async ({ params, checks }) => {
        if (!same(params.state, checks.state)) throw new ServiceError('forbidden', 'sign_in.stale');
        const code = params.code ?? '';
        const kept = await redeemAnswer(ctx, { connection, code, verifier: checks.code_verifier ?? '' });
        if (!kept) throw new ServiceError('forbidden', 'sign_in.stale');
        seen.kept = kept;
        return { tokens: { access_token: 'none' } };
      },
    },
    userinfo: { url: back, request: async () => ({ sub: seen.kept?.subject ?? '' }) },
    profile: () => ({ id: seen.kept?.subject ?? '' }),
  };
  return [config];
}

function same(given: string | undefined, wanted: string | undefined): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(wanted ?? '')];
  return other.length > 0 && one.length === other.length && timingSafeEqual(one, other);
}
