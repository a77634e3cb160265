import { createHash } from 'node:crypto';
import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { networkOf } from '../services/limits/network';
import { take, tooMany } from '../services/limits/take';
import { metrics } from '../telemetry/metrics';

/** Hashes of tokens that were right, and wrong, a moment ago. Each bundle of the server keeps its own, and may forget. */
const right = new Map<string, number>();
const wrong = new Map<string, number>();
const keptMs = 600_000;
const most = 5_000;

const nameOf = (token: string) => createHash('sha256').update(token).digest('base64');
const recent = (map: Map<string, number>, token: string) => (map.get(nameOf(token)) ?? 0) > Date.now() - keptMs;

function note(map: Map<string, number>, token: string): void {
  const name = nameOf(token);
  map.delete(name);
  map.set(name, Date.now());
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/**
 * Refuses an address that brought too many wrong tokens, before the database is asked. Whoever got in lately is not
 * kept out by a neighbour behind the same address. @throws ServiceError `rate_limited`.
 */
export function checkGuesses({ limits }: Pick<Context, 'limits'>, address: string | null, token: string): void {
  const refused = address === null ? null : limits.refused('guess', networkOf(address));
  if (!refused || recent(right, token)) return;
  metrics().guesses.inc({ at: 'token', outcome: 'refused' });
  throw tooMany(refused);
}

/** Counts a wrong token by its address, once: a program with an old token is no guesser. Gives the refusal to throw. */
export async function wrongToken(
  { limits }: Pick<Context, 'limits'>,
  address: string | null,
  token: string,
): Promise<ServiceError> {
  metrics().guesses.inc({ at: 'token', outcome: 'wrong' });
  if (address !== null && !recent(wrong, token)) {
    note(wrong, token);
    const taken = await limits.take('guess', networkOf(address));
    if (taken.refused) return tooMany(taken);
  }
  return new ServiceError('unauthenticated', 'auth.no_session');
}

/** How a link for one person says that it opens nothing. */
const nothing = ['invitation.gone', 'sign_in.link_over'];

/**
 * Does what an invitation or an owner's link opens; a wrong one is counted like a wrong token. A right one opens
 * whatever strangers at the same address have tried: nobody is locked out of their own site.
 * @throws ServiceError as `work` does; `rate_limited` for a wrong one too many.
 */
export async function countingWrong<T>(
  ctx: Pick<Context, 'limits'>,
  { address, token }: { address: string | null; token: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError && nothing.includes(error.reason))) throw error;
    const refused = await wrongToken(ctx, address, token);
    throw refused.code === 'rate_limited' ? refused : error;
  }
}

/**
 * Does what begins a sign-in. Each try is counted by its address as any stranger's request is; one that leads nowhere
 * is counted for longer, so that domains can't be tried out, while a whole office may sign in from one address.
 * @throws ServiceError as `work` does; `rate_limited` after too many.
 */
export async function countingTries<T>(
  ctx: Pick<Context, 'limits'>,
  address: string | null,
  work: () => Promise<T>,
): Promise<T> {
  if (address === null) return work();
  const network = networkOf(address);
  await take(ctx, 'address', network);
  await take(ctx, 'sign_in', network);
  const done = await work();
  await ctx.limits.giveBack('sign_in', network);
  return done;
}

/** Notes who got in. */
export const rightToken = (token: string): void => note(right, token);
