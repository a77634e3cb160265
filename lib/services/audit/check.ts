import { and, count, eq, isNull, lt, sql } from 'drizzle-orm';
import { auditHeads, auditRows } from '@/db/schema';
import type { DataContext } from '../data';
import { type Head, noHead, sealedAfter, sealOf } from './chain';

/** Where a chain breaks first. `place` is the first place that is not as it was sealed. */
export interface Break {
  /** `changed`: a row is another than was sealed; `missing`: rows are gone; `cut`: the end is gone; `other_end`: what was kept elsewhere is not in this chain. */
  why: 'changed' | 'missing' | 'cut' | 'other_end';
  place: number;
  /** The row that is found there, where one is. */
  id: string | null;
}

export interface Checked {
  /** Rows that are as they were sealed. */
  rows: number;
  /** Not sealed yet; `late` among them are older than a minute, which a running site never leaves. */
  open: number;
  late: number;
  head: Head;
  broken: Break | null;
}

const page = 2_000;

/**
 * Follows an organisation's chain from its first row to its end, and compares the end with what the database remembers
 * and with `kept`, ends that were written down elsewhere.
 */
export async function checkTrail(
  { db }: Pick<DataContext, 'db'>,
  orgId: string,
  kept: readonly Head[] = [],
): Promise<Checked> {
  // Read first: rows that are sealed meanwhile are no cut end.
  const [remembered] = await db.select().from(auditHeads).where(eq(auditHeads.orgId, orgId));
  const wanted = new Map(kept.filter((one) => one.place > 0).map((one) => [one.place, one.hash]));
  const [unsealed] = await db
    .select({
      open: count(),
      late: sql<number>`count(*) filter (where ${lt(auditRows.at, sql`now() - interval '1 minute'`)})::int`,
    })
    .from(auditRows)
    .where(and(eq(auditRows.orgId, orgId), isNull(auditRows.place)));
  let head = noHead;
  const told = (broken: Break | null): Checked => ({
    rows: head.place,
    open: unsealed?.open ?? 0,
    late: unsealed?.late ?? 0,
    head,
    broken,
  });
  for (;;) {
    const rows = await sealedAfter(db, orgId, head.place, page);
    for (const row of rows) {
      const place = head.place + 1;
      if (row.place !== place) return told({ why: 'missing', place, id: null });
      const hash = sealOf(row, head);
      if (hash !== row.hash) return told({ why: 'changed', place, id: row.id });
      if (wanted.has(place) && wanted.get(place) !== hash) return told({ why: 'other_end', place, id: row.id });
      if (remembered?.place === place && remembered.hash !== hash) return told({ why: 'other_end', place, id: row.id });
      head = { place, hash };
    }
    if (rows.length < page) break;
  }
  const end = Math.max(remembered?.place ?? 0, ...wanted.keys());
  return told(head.place < end ? { why: 'cut', place: head.place + 1, id: null } : null);
}
