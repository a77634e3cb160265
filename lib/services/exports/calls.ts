import { and, eq, sql } from 'drizzle-orm';
import { exportRows } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { Delivery, ExportStage } from '@/lib/ports/export-target';
import type { Context } from '../context';
import { changeExports } from './append';
import { type Claimed, heldUntil } from './claim';
import { ClaimLost, Postponed } from './end';
import { patienceMs } from './tempo';

type Ctx = Pick<Context, 'db' | 'env' | 'clock' | 'feeds' | 'signal'>;

/** What a target is given for one try: its turn at the rate, a place to remember, and a way to tell how far it is. */
export function callsOf(
  ctx: Ctx,
  claimed: Claimed,
  { signal, until }: { signal: AbortSignal; until: number },
): Pick<Delivery, 'turn' | 'keep' | 'progress' | 'signal' | 'now' | 'wait'> {
  const { row, token } = claimed;
  const mine = and(eq(exportRows.id, row.id), eq(exportRows.claimedBy, token));
  let last: { stage: ExportStage; part: number } | null = null;
  return {
    signal,
    now: ctx.clock.now,
    wait: (ms) => ctx.clock.wait(ms, signal),

    async turn() {
      signal.throwIfAborted();
      if (ctx.clock.now() > until) throw new Postponed(0);
      const ms = await nextTurn(ctx, claimed);
      if (ms > 0) await ctx.clock.wait(ms, signal);
      signal.throwIfAborted();
    },

    async keep(memory) {
      const { externalId } = memory;
      const kept = await ctx.db
        .update(exportRows)
        .set({ memory, claimedUntil: heldUntil(), ...(externalId === null ? {} : { externalId }) })
        .where(mine)
        .returning({ id: exportRows.id });
      if (kept.length === 0) throw new ClaimLost();
    },

    async progress(stage, done, of) {
      // Each stage, and each quarter of it: the log keeps them for good.
      const part = of > 1 ? Math.floor((done / of) * 4) : 0;
      if (last?.stage === stage && part <= last.part) return;
      last = { stage, part };
      await changeExports(ctx, row, async ({ tx, append }) => {
        const held = await tx.select({ id: exportRows.id }).from(exportRows).where(mine);
        if (held.length === 0) throw new ClaimLost();
        await append({ name: 'export-progressed', export: row.id, stage, done, of });
      });
    },
  };
}

/**
 * Renews the claim and takes the next turn at the integration's rate, in one statement. Returns how long to wait, ms.
 * @throws ClaimLost; Postponed where that would take too long, or the integration rests or was broken meanwhile.
 */
async function nextTurn({ db, env }: Ctx, { row, token }: Claimed): Promise<number> {
  const apart = Math.ceil(1000 / env.XIO_NOTION_RATE);
  interface Row extends Record<string, unknown> {
    held: boolean;
    /** Null where no turn was to be had. */
    wait: number | null;
    able_in: number | null;
    broken: Reason | null;
  }
  const { rows } = await db.execute<Row>(sql`
    with held as (
      update exports set claimed_until = ${heldUntil()} where id = ${row.id} and claimed_by = ${token} returning id
    ), turn as (
      update integrations set next_call_at = greatest(next_call_at, clock_timestamp()) + ${apart} * interval '1 ms'
      where id = ${row.integrationId} and exists (select from held) and state = 'ready'
        and next_call_at < clock_timestamp() + ${patienceMs} * interval '1 ms'
        and coalesce(rests_until < clock_timestamp(), true)
      returning next_call_at - ${apart} * interval '1 ms' as at
    )
    select exists (select from held) as held,
      (select extract(epoch from at - clock_timestamp())::float8 * 1000 from turn) as wait,
      (select extract(epoch from greatest(next_call_at, rests_until) - clock_timestamp())::float8 * 1000
        from integrations where id = ${row.integrationId}) as able_in,
      (select reason from integrations where id = ${row.integrationId} and state = 'broken') as broken`);
  const [found] = rows;
  if (!found?.held) throw new ClaimLost();
  if (row.integrationId === null) return 0;
  if (found.wait === null) {
    throw new Postponed(Math.max(1000, found.able_in ?? 0), found.broken ?? { code: 'export.resting' });
  }
  return Math.max(0, found.wait);
}
