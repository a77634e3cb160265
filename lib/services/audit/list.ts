import { and, desc, eq, gte, isNull, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { apiTokens, auditRows, auditSeals, users } from '@/db/schema';
import type { Member } from '../context';
import { readCursor, timeAndId, writeCursor } from '../cursor';
import type { DataContext } from '../data';
import type { AuditEntry, AuditFilter, auditListSchema, listAuditSchema } from './schemas';

/** The organisation's trail, the newest first. */
export async function listAudit(
  ctx: Pick<DataContext, 'db'>,
  { orgId }: Member,
  { cursor, limit, ...filter }: z.output<typeof listAuditSchema>,
): Promise<z.infer<typeof auditListSchema>> {
  const after = cursor === undefined ? undefined : readCursor(cursor, timeAndId);
  const rows = await ctx.db
    .select({
      row: auditRows,
      name: users.name,
      tokenName: apiTokens.name,
      place: auditSeals.place,
      hash: auditSeals.hash,
    })
    .from(auditRows)
    .leftJoin(users, eq(users.id, auditRows.userId))
    .leftJoin(apiTokens, and(eq(apiTokens.orgId, auditRows.orgId), eq(apiTokens.id, auditRows.tokenId)))
    .leftJoin(auditSeals, and(eq(auditSeals.orgId, auditRows.orgId), eq(auditSeals.rowId, auditRows.id)))
    .where(
      and(
        eq(auditRows.orgId, orgId),
        ...conditions(filter),
        after && sql`(${auditRows.at}, ${auditRows.id}) < (${after[0]}::timestamptz, ${after[1]})`,
      ),
    )
    .orderBy(desc(auditRows.at), desc(auditRows.id))
    .limit(limit + 1);
  const entries = rows.slice(0, limit).map(toEntry);
  const end = rows.length > limit ? entries.at(-1) : undefined;
  return { entries, nextCursor: end ? writeCursor([end.at, end.id]) : null };
}

function conditions({ who, action, subjectType, subjectId, from, to, text }: AuditFilter): (SQL | undefined)[] {
  return [
    who === 'system' ? isNull(auditRows.userId) : who && eq(auditRows.userId, who),
    action && eq(auditRows.action, action),
    subjectType && eq(auditRows.subjectType, subjectType),
    subjectId && eq(auditRows.subjectId, subjectId),
    from && gte(auditRows.at, sql`${from}::date at time zone 'UTC'`),
    to && sql`${auditRows.at} < (${to}::date + 1) at time zone 'UTC'`,
    text && sql`${auditRows.detail}::text ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`,
  ].flatMap((one) => (one ? [one] : []));
}

interface Found {
  row: typeof auditRows.$inferSelect;
  name: string | null;
  tokenName: string | null;
  place: number | null;
  hash: string | null;
}

const toEntry = ({ row, name, tokenName, place, hash }: Found): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  action: row.action,
  subject: { type: row.subjectType, id: row.subjectId },
  by: row.userId === null ? null : { id: row.userId, name },
  token: row.tokenId === null ? null : { id: row.tokenId, name: tokenName },
  address: row.address,
  agent: row.userAgent,
  detail: row.detail,
  place,
  hash,
});
