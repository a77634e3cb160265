import { and, eq, isNull, sql } from 'drizzle-orm';
import { apiTokens } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { recheckStreams } from '../runs/recheck';
import { findToken } from './list';
import type { ApiToken } from './schemas';

/**
 * Ends a token at once, in every process, and the streams that it opened; one that has been revoked stays as it is.
 * @throws ServiceError `not_found`.
 */
export async function revokeToken(
  ctx: Pick<Context, 'db' | 'signal'>,
  who: Member,
  { id }: { id: string },
): Promise<ApiToken> {
  let userId: string | undefined;
  const token = await ctx.db.transaction(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.orgId, who.orgId), eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name, userId: apiTokens.userId });
    for (const { name } of revoked) await audit(tx, who, 'token.revoke', { type: 'token', id }, { name });
    userId = revoked[0]?.userId;
    return findToken(tx, who, id);
  });
  if (userId !== undefined) await recheckStreams(ctx, who.orgId, { userId });
  return token;
}
