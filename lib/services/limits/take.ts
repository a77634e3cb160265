import type { Bucket, Limits, Taken } from '@/lib/ports/limits';
import type { Member } from '../context';
import { ServiceError } from '../errors';

export type { Taken } from '@/lib/ports/limits';

interface Counting {
  limits: Pick<Limits, 'take'>;
}

/** Counts a request of a token, or of a member. @throws ServiceError `rate_limited`. */
export const takeRequest = (ctx: Counting, { orgId, userId, token }: Member): Promise<Taken> =>
  token ? take(ctx, 'token', token.id) : take(ctx, 'member', `${orgId}:${userId}`);

/** Takes one of what is left to a key. @throws ServiceError `rate_limited` where nothing is. */
export async function take({ limits }: Counting, bucket: Bucket, key: string): Promise<Taken> {
  const taken = await limits.take(bucket, key);
  if (taken.refused) throw tooMany(taken);
  return taken;
}

/** The refusal of one request or guess too many; its arguments make the standard headers. */
export const tooMany = ({ bucket, limit, windowSeconds, seconds }: Omit<Taken, 'left' | 'refused'>): ServiceError =>
  new ServiceError('rate_limited', `rate.${bucket}`, { limit, seconds, window: windowSeconds, policy: bucket });

/**
 * Headers of draft-ietf-httpapi-ratelimit-headers: how many requests the policy allows in its window, how many are left
 * and for how many seconds.
 */
export const rateHeaders = ({ bucket, limit, windowSeconds, left, seconds }: Omit<Taken, 'refused'>) => ({
  'ratelimit-policy': `"${bucket}";q=${limit};w=${windowSeconds}`,
  ratelimit: `"${bucket}";r=${left};t=${seconds}`,
});
