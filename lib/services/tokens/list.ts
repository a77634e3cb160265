import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { apiTokens, memberships, users } from '@/db/schema';
import type { Member } from '../context';
import { pageOf, readCursor, timeAndId } from '../cursor';
import type { DataContext, Executor } from '../data';
import { ServiceError } from '../errors';
import type { ApiToken, listTokensSchema, tokenListSchema } from './schemas';

/** The organisation's tokens, the newest first, also those that have ended. */
export async function listTokens(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { cursor, limit }: z.output<typeof listTokensSchema>,
): Promise<z.infer<typeof tokenListSchema>> {
  const after = cursor === undefined ? undefined : readCursor(cursor, timeAndId);
  const rows = await select(
    ctx.db,
    who,
    after && sql`(${apiTokens.createdAt}, ${apiTokens.id}) < (${after[0]}::timestamptz, ${after[1]})`,
    limit + 1,
  );
  const { page, nextCursor } = pageOf(rows, limit);
  return { tokens: page.map(toToken), nextCursor };
}

/** One of them. @throws ServiceError `not_found`. */
export async function findToken(db: Pick<Executor, 'select'>, who: Member, id: string): Promise<ApiToken> {
  const [row] = await select(db, who, eq(apiTokens.id, id), 1);
  if (!row) throw new ServiceError('not_found', 'token.not_found');
  return toToken(row);
}

const state = sql<ApiToken['state']>`case
  when ${apiTokens.revokedAt} is not null then 'revoked'
  when ${apiTokens.expiresAt} <= now() then 'expired'
  when ${memberships.role} is null or ${memberships.suspendedAt} is not null then 'asleep'
  when ${memberships.role} > ${apiTokens.role} then 'lowered'
  else 'active' end`;

const select = (db: Pick<Executor, 'select'>, { orgId }: Member, where: SQL | undefined, limit: number) =>
  db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      hint: apiTokens.hint,
      role: apiTokens.role,
      permissions: apiTokens.permissions,
      state,
      madeBy: users.name,
      createdAt: apiTokens.createdAt,
      expiresAt: apiTokens.expiresAt,
      lastUsedAt: apiTokens.lastUsedAt,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .leftJoin(memberships, and(eq(memberships.orgId, apiTokens.orgId), eq(memberships.userId, apiTokens.userId)))
    .where(and(eq(apiTokens.orgId, orgId), where))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
    .limit(limit);

const toToken = (row: Awaited<ReturnType<typeof select>>[number]): ApiToken => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
