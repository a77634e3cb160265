import { createHash, randomBytes } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type AuthOptions } from 'next-auth';
import { z } from 'zod';
import { tellNextAuth } from '../env';
import { VaultError } from '../ports/vault';
import type { Context } from '../services/context';
import { siteAddress } from '../services/sign-in/rows';

/** A sign-in that has begun ends within this time, s. */
const validSeconds = 15 * 60;
const purpose = ['sign-in begun'];
const csrfCookie = 'next-auth.csrf-token';

const begunSchema = z.object({
  connectionId: z.string(),
  next: z.string(),
  until: z.number(),
  /** What next-auth seals its own cookies with; made for this one sign-in. */
  secret: z.string(),
  cookies: z.record(z.string(), z.string()),
});
/** What the browser keeps between the two halves of a sign-in: state, nonce and verifier, and where it was to lead. */
export type Begun = z.infer<typeof begunSchema>;

type Ctx = Pick<Context, 'env' | 'vault' | 'clock'>;
type Options = Pick<AuthOptions, 'providers' | 'callbacks'>;

const isSecure = (ctx: Pick<Context, 'env'>) => siteAddress(ctx.env).startsWith('https:');
export const begunCookie = (ctx: Pick<Context, 'env'>) => `${isSecure(ctx) ? '__Host-' : ''}xio_sign_in`;
export const begunOptions = (ctx: Pick<Context, 'env'>) =>
  ({ httpOnly: true, sameSite: 'lax', secure: isSecure(ctx), path: '/', maxAge: validSeconds }) as const;

/** Begins by next-auth: where the browser is sent, and what it keeps, sealed. */
export async function beginByNextAuth(
  ctx: Ctx,
  options: Options,
  { connectionId, next, query }: { connectionId: string; next: string; query: Record<string, string> },
): Promise<{ to: string | null; begun: string }> {
  const secret = randomBytes(32).toString('hex');
  // Whoever calls has looked at the request's origin; next-auth wants its own sign of it.
  const csrfToken = randomBytes(32).toString('hex');
  const proof = createHash('sha256').update(`${csrfToken}${secret}`).digest('hex');
  const answer = await ask(ctx, options, secret, {
    method: 'POST',
    query: { ...query, nextauth: ['signin', connectionId] },
    cookies: { [csrfCookie]: `${csrfToken}|${proof}` },
    body: { csrfToken },
  });
  const until = ctx.clock.now() + validSeconds * 1000;
  const kept: Begun = { connectionId, next, until, secret, cookies: answer.cookies };
  return { to: answer.to, begun: ctx.vault.seal(JSON.stringify(kept), purpose) };
}

/** Ends by next-auth: `callbacks.signIn` hears of whom the provider has vouched for. It makes no session of its own. */
export async function endByNextAuth(
  ctx: Ctx,
  options: Options,
  { begun, query }: { begun: Begun; query: Record<string, string> },
): Promise<void> {
  const { connectionId, secret, cookies } = begun;
  const nextauth = ['callback', connectionId];
  await ask(ctx, options, secret, { method: 'GET', query: { ...query, nextauth }, cookies, body: undefined });
}

/** What a browser kept of a sign-in by this connection; null where it is another's, too old, or none of ours. */
export function readBegun({ vault, clock }: Ctx, connectionId: string, sealed: string | undefined): Begun | null {
  const begun = opened(vault, sealed);
  return begun && begun.connectionId === connectionId && begun.until > clock.now() ? begun : null;
}

/** Where a sign-in that this browser began was to lead, whatever became of it; null where it has begun none. */
export const nextKept = ({ vault }: Pick<Ctx, 'vault'>, sealed: string | undefined): string | null =>
  opened(vault, sealed)?.next ?? null;

function opened(vault: Ctx['vault'], sealed: string | undefined): Begun | null {
  try {
    return begunSchema.parse(JSON.parse(vault.open(sealed ?? '', purpose)));
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

interface Question extends Pick<NextApiRequest, 'method' | 'query' | 'body'> {
  cookies: Record<string, string>;
}

async function ask({ env }: Ctx, options: Options, secret: string, question: Question): Promise<Answer> {
  const answer = new Answer();
  tellNextAuth(siteAddress(env)); // read before anything is awaited
  await NextAuth(...asCall(question, answer), {
    ...options,
    secret,
    useSecureCookies: false, // the browser never sees them
    // Its complaints name tokens and addresses; what went wrong is told by `oidc.ts`.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  });
  return answer;
}

/** Guarantee: of a request next-auth reads no more than these, of a response it calls no more than `Answer` has. */
const asCall = (question: Question, answer: Answer) =>
  [{ ...question, headers: {} }, answer] as unknown as [NextApiRequest, NextApiResponse];

/** What next-auth needs of a response. */
class Answer {
  to: string | null = null;
  #cookies: string[] = [];

  get cookies(): Record<string, string> {
    return Object.fromEntries(
      this.#cookies.map((line) => {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        return [name, decodeURIComponent(value)];
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
