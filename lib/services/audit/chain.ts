import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { and, asc, eq, gt } from 'drizzle-orm';
import { auditRows, auditSeals, type breaks } from '@/db/schema';
import type { Executor } from '../data';

export type AuditRow = typeof auditRows.$inferSelect;

/** The end of a chain: the last place that is sealed, and its hash. */
export interface Head {
  place: number;
  hash: string;
}
/** Of a trail in which nothing is sealed yet. */
export const noHead: Head = { place: 0, hash: '' };

/** Where a chain breaks first. `place` is the first place that is not as it was sealed. */
export interface Break {
  why: (typeof breaks)[number];
  place: number;
  /** The row that is found there, where one is. */
  id: string | null;
}

/**
 * What seals a row at its place: SHA-256, hex, over the canonical JSON (RFC 8785) of the row and the hash before it.
 * A row that is changed, moved, added or taken away between others breaks every hash after it.
 */
export function sealOf(row: AuditRow, { place, hash: before }: Head): string {
  const { id, orgId, userId, tokenId, action, subjectType, subjectId, detail, address, userAgent, at } = row;
  // Names are in canonical order, and strings, null and whole numbers read the same in any JSON; only `detail` has more.
  const begin = JSON.stringify({ action, address, at: at.toISOString(), before });
  const end = JSON.stringify({ id, orgId, place: place + 1, subjectId, subjectType, tokenId, userAgent, userId });
  return hash('sha256', `${begin.slice(0, -1)},"detail":${canonicalize(detail)},${end.slice(1)}`, 'hex');
}

/** Seals after a place, in the chain's order, each with its row; null where that is gone. */
export const sealsAfter = (db: Pick<Executor, 'select'>, orgId: string, place: number, limit: number) =>
  db
    .select({ place: auditSeals.place, hash: auditSeals.hash, row: auditRows })
    .from(auditSeals)
    .leftJoin(auditRows, and(eq(auditRows.id, auditSeals.rowId), eq(auditRows.orgId, auditSeals.orgId)))
    .where(and(eq(auditSeals.orgId, orgId), gt(auditSeals.place, place)))
    .orderBy(asc(auditSeals.place))
    .limit(limit);

/** Follows seals from where a chain is known to be right to the first that is wrong, or is not as one of `ends` says. */
export function follow(
  seals: Awaited<ReturnType<typeof sealsAfter>>,
  from: Head,
  ends: readonly Head[],
): { head: Head; broken: Break | null } {
  let head = from;
  for (const { row, ...seal } of seals) {
    const place = head.place + 1;
    if (!row || seal.place !== place) return { head, broken: { why: 'missing', place, id: null } };
    const own = sealOf(row, head);
    if (own !== seal.hash) return { head, broken: { why: 'changed', place, id: row.id } };
    if (ends.some((end) => end.place === place && end.hash !== own))
      return { head, broken: { why: 'other_end', place, id: row.id } };
    head = { place, hash: own };
  }
  return { head, broken: null };
}
