import { and, asc, eq, sql } from 'drizzle-orm';
import { auditHeads, auditRows, auditUnsealed } from '@/db/schema';
import type { Context } from '../context';
import type { Executor } from '../data';
import { type Head, noHead, sealOf } from './chain';
import { checkOn } from './check-on';

/** Rows of one transaction, and transactions of one sweep for one organisation. */
const batch = 1_000;
const batches = 20;
/** Organisations that one sweep looks at. */
const most = 200;

type Ctx = Pick<Context, 'db' | 'logger'>;

/**
 * Seals every row that has been committed, organisation by organisation, each in the order in which it is found: a
 * transaction that ends late gets a later place, so that no place is ever left open for it. Several processes may do
 * it at once; who finds the end of a chain taken leaves it to the other. Returns how many rows were sealed.
 */
export async function sealTrail(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.db.execute<{ org_id: string }>(
    sql`select distinct org_id from (select org_id from audit_unsealed order by id limit 20000) r limit ${most}`,
  );
  let sealed = 0;
  for (const { org_id: orgId } of rows) {
    await checkOn(ctx, orgId);
    for (let n = 0; n < batches; n += 1) {
      const done = await sealBatch(ctx, orgId);
      sealed += done.sealed;
      // Beside the database the log keeps the ends of chains: whoever cuts one there does not cut it here.
      if (done.sealed > 0)
        ctx.logger.info({ orgId, place: done.head.place, hash: done.head.hash }, 'the trail was sealed');
      if (done.sealed < batch) break;
    }
  }
  return sealed;
}

async function sealBatch({ db, logger }: Ctx, orgId: string): Promise<{ sealed: number; head: Head }> {
  return db.transaction(async (tx) => {
    const found = (await takeEnd(tx, orgId)) ?? (await makeEnd(tx, orgId));
    if (!found) return { sealed: 0, head: noHead };
    const waiting = await tx
      .select({ entry: auditUnsealed.id, row: auditRows })
      .from(auditUnsealed)
      .leftJoin(auditRows, and(eq(auditRows.id, auditUnsealed.rowId), eq(auditRows.orgId, auditUnsealed.orgId)))
      .where(eq(auditUnsealed.orgId, orgId))
      .orderBy(asc(auditUnsealed.id))
      .limit(batch);
    if (waiting.length === 0) return { sealed: 0, head: found };
    let head: Head = found;
    const seals = waiting.flatMap(({ row }) => {
      if (!row) return [];
      head = { place: head.place + 1, hash: sealOf(row, head) };
      return [{ id: row.id, ...head }];
    });
    if (seals.length < waiting.length)
      logger.error(
        { orgId, rows: waiting.length - seals.length },
        'rows of the trail are gone that were not sealed yet',
      );
    await tx.execute(sql`
      with sealed as (
        insert into audit_seals (org_id, place, row_id, hash)
        select ${orgId}, s.place, s.row_id, s.hash from unnest(
          ${sql.param(seals.map((one) => one.place))}::bigint[],
          ${sql.param(seals.map((one) => one.id))}::text[],
          ${sql.param(seals.map((one) => one.hash))}::text[]) as s (place, row_id, hash)
      ), done as (
        delete from audit_unsealed where id = any(${sql.param(waiting.map(({ entry }) => entry))}::bigint[])
      )
      update audit_heads set place = ${head.place}, hash = ${head.hash} where org_id = ${orgId}`);
    return { sealed: seals.length, head };
  });
}

/** The end of the chain for this transaction alone; nothing where another process has it, or where there is none. */
async function takeEnd(tx: Executor, orgId: string): Promise<Head | undefined> {
  const [found] = await tx
    .select({ place: auditHeads.place, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.orgId, orgId))
    .for('update', { skipLocked: true });
  return found;
}

async function makeEnd(tx: Executor, orgId: string): Promise<Head | undefined> {
  const made = await tx
    .insert(auditHeads)
    .values({ orgId, ...noHead })
    .onConflictDoNothing()
    .returning({ orgId: auditHeads.orgId });
  return made.length > 0 ? noHead : undefined;
}
