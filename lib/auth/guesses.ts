import { createHash } from 'node:crypto';
import type { Context } from '../services/context';
import { ServiceError } from '../services/errors';
import { tooMany } from '../services/limits/take';

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
  const refused = address === null ? null : limits.refused('guess', address);
  if (refused && !recent(right, token)) throw tooMany(refused);
}

/** Counts a wrong token by its address, once: a program with an old token is no guesser. Gives the refusal to throw. */
export async function wrongToken(
  { limits }: Pick<Context, 'limits'>,
  address: string | null,
  token: string,
): Promise<ServiceError> {
  if (address !== null && !recent(wrong, token)) {
    note(wrong, token);
    const taken = await limits.take('guess', address);
    if (taken.refused) return tooMany(taken);
  }
  return new ServiceError('unauthenticated', 'auth.no_session');
}

/** Notes who got in. */
export const rightToken = (token: string): void => note(right, token);
