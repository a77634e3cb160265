import { and, eq, isNull, sql } from 'drizzle-orm';
import { apiTokens } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { findToken } from './list';
import type { ApiToken } from './schemas';

/** Ends a token at once, in every process; one that has been revoked stays as it is. @throws ServiceError `not_found`. */
export async function revokeToken(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { id }: { id: string },
): Promise<ApiToken> {
  return ctx.db.transaction(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiTokens.orgId, who.orgId), eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
      .returning({ name: apiTokens.name });
    for (const { name } of revoked) await audit(tx, who, 'token.revoke', { type: 'token', id }, { name });
    return findToken(tx, who, id);
  });
}
