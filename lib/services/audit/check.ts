import { and, count, eq, lt, sql } from 'drizzle-orm';
import { auditHeads, auditRows, auditSeals } from '@/db/schema';
import type { DataContext } from '../data';
import { type Break, follow, type Head, noHead, sealsAfter } from './chain';

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
  const remembered = await db
    .select({ place: auditHeads.place, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.orgId, orgId));
  const ends = [...remembered, ...kept].filter(({ place }) => place > 0);
  const [unsealed] = await db
    .select({
      open: count(),
      late: sql<number>`count(*) filter (where ${lt(auditRows.at, sql`now() - interval '1 minute'`)})::int`,
    })
    .from(auditRows)
    .where(
      and(
        eq(auditRows.orgId, orgId),
        sql`not exists (select from ${auditSeals}
          where ${auditSeals.orgId} = ${auditRows.orgId} and ${auditSeals.rowId} = ${auditRows.id})`,
      ),
    );
  let followed: ReturnType<typeof follow> = { head: noHead, broken: null };
  for (let full = true; full && !followed.broken; ) {
    const seals = await sealsAfter(db, orgId, followed.head.place, page);
    followed = follow(seals, followed.head, ends);
    full = seals.length === page;
  }
  const { head, broken } = followed;
  const cut = ends.some(({ place }) => place > head.place);
  return {
    rows: head.place,
    open: unsealed?.open ?? 0,
    late: unsealed?.late ?? 0,
    head,
    broken: broken ?? (cut ? { why: 'cut', place: head.place + 1, id: null } : null),
  };
}
