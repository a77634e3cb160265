import { and, eq, isNull, sql } from 'drizzle-orm';
import { apiTokens, sessions } from '@/db/schema';
import type { Executor } from '../data';

/** Ends somebody's sessions and API tokens in an organisation, for good. */
export async function endAccess(tx: Executor, orgId: string, userId: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.orgId, orgId), eq(sessions.userId, userId)));
  await tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiTokens.orgId, orgId), eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)));
}
