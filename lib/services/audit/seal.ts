import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { auditHeads, auditRows } from '@/db/schema';
import type { Context } from '../context';
import { type Head, noHead, sealOf } from './chain';

/** Rows of one transaction, and transactions of one sweep for one organisation. */
const batch = 1_000;
const batches = 20;
/** Organisations that one sweep looks at. */
const most = 200;

/**
 * Seals every row that has been committed, organisation by organisation, each in the order in which it is found: a
 * transaction that ends late gets a later place, so that no place is ever left open for it. Several processes may do
 * it at once; who finds the end of a chain taken leaves it to the other. Returns how many rows were sealed.
 */
export async function sealTrail(ctx: Pick<Context, 'db' | 'logger'>): Promise<number> {
  const { rows } = await ctx.db.execute<{ org_id: string }>(
    sql`select distinct org_id from (select org_id from audit_rows where place is null order by at limit 20000) r limit ${most}`,
  );
  let sealed = 0;
  for (const { org_id: orgId } of rows) {
    for (let n = 0; n < batches; n += 1) {
      const done = await sealBatch(ctx.db, orgId);
      sealed += done.sealed;
      // Beside the database the log keeps the ends of chains: whoever cuts one there does not cut it here.
      if (done.sealed > 0)
        ctx.logger.info({ orgId, place: done.head.place, hash: done.head.hash }, 'the trail was sealed');
      if (done.sealed < batch) break;
    }
  }
  return sealed;
}

async function sealBatch(db: Db, orgId: string): Promise<{ sealed: number; head: Head }> {
  return db.transaction(async (tx) => {
    await tx
      .insert(auditHeads)
      .values({ orgId, ...noHead })
      .onConflictDoNothing();
    const [found] = await tx
      .select({ place: auditHeads.place, hash: auditHeads.hash })
      .from(auditHeads)
      .where(eq(auditHeads.orgId, orgId))
      .for('update', { skipLocked: true });
    if (!found) return { sealed: 0, head: noHead };
    const rows = await tx
      .select()
      .from(auditRows)
      .where(and(eq(auditRows.orgId, orgId), isNull(auditRows.place)))
      .orderBy(asc(auditRows.at), asc(auditRows.id))
      .limit(batch);
    if (rows.length === 0) return { sealed: 0, head: found };
    let head: Head = found;
    const seals = rows.map((row) => {
      head = { place: head.place + 1, hash: sealOf(row, head) };
      return { id: row.id, ...head };
    });
    const column = (name: 'id' | 'place' | 'hash') => sql.param(seals.map((one) => one[name]));
    await tx.execute(sql`
      update audit_rows a set place = s.place, hash = s.hash
      from unnest(${column('id')}::text[], ${column('place')}::bigint[], ${column('hash')}::text[]) as s (id, place, hash)
      where a.id = s.id and a.place is null`);
    await tx.update(auditHeads).set(head).where(eq(auditHeads.orgId, orgId));
    return { sealed: rows.length, head };
  });
}
