import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { auditRows } from '@/db/schema';
import type { Executor } from '../data';

export type AuditRow = typeof auditRows.$inferSelect;

/** The end of a chain: the last place that is sealed, and its hash. */
export interface Head {
  place: number;
  hash: string;
}
/** Of a trail in which nothing is sealed yet. */
export const noHead: Head = { place: 0, hash: '' };

/**
 * What seals a row at its place: SHA-256, hex, over the canonical JSON (RFC 8785) of the row and the hash before it.
 * A row that is changed, moved, added or taken away between others breaks every hash after it.
 */
export function sealOf(row: Omit<AuditRow, 'place' | 'hash'>, { place, hash: before }: Head): string {
  const { id, orgId, userId, tokenId, action, subjectType, subjectId, detail, address, userAgent, at } = row;
  const sealed = { id, orgId, userId, tokenId, action, subjectType, subjectId, detail, address, userAgent };
  return createHash('sha256')
    .update(canonicalize({ ...sealed, at: at.toISOString(), place: place + 1, before }) ?? '')
    .digest('hex');
}

/** Sealed rows after a place, in the chain's order. */
export const sealedAfter = (db: Pick<Executor, 'select'>, orgId: string, place: number, limit: number) =>
  db
    .select()
    .from(auditRows)
    .where(and(eq(auditRows.orgId, orgId), sql`${auditRows.place} is not null`, gt(auditRows.place, place)))
    .orderBy(asc(auditRows.place))
    .limit(limit);
