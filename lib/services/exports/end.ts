import { and, eq, gt, sql } from 'drizzle-orm';
import { exportFiles, exportRows, integrations } from '@/db/schema';
import type { By, Reason } from '@/lib/council/events';
import type { Delivered, ExportFailure } from '@/lib/ports/export-target';
import { metrics } from '@/lib/telemetry/metrics';
import type { Context } from '../context';
import { type Changing, changeExports } from './append';
import type { Claimed } from './claim';
import { enqueueExports } from './queue';
import type { ExportRow } from './rows';
import { tellExports } from './tell-exports';
import { backOff, mostTries, rest } from './tempo';

/** Another worker has the row, or it was cancelled: this one has nothing more to say about it. */
export class ClaimLost extends Error {
  override name = 'ClaimLost';
}

/** It has to wait although its try did not fail: none is spent. `ms`: for how long; `reason`: why, where people see it wait. */
export class Postponed extends Error {
  override name = 'Postponed';
  constructor(
    readonly ms: number,
    readonly reason: Reason | null = null,
  ) {
    super('postponed');
  }
}

const free = { claimedBy: null, claimedUntil: null, updatedAt: sql`now()` } as const;
const mine = ({ row, token }: Claimed) => and(eq(exportRows.id, row.id), eq(exportRows.claimedBy, token));
const placeOf = ({ orgId, runId }: ExportRow) => ({ orgId, runId });
const jobOf = ({ orgId, runId, integrationId }: ExportRow) => ({ orgId, runId, integrationId });

/** Takes rows back, whoever sends them now. */
export async function cancelRows(
  { tx, append }: Changing,
  rows: readonly ExportRow[],
  reason: Reason,
  by: By | null,
): Promise<void> {
  for (const row of rows) {
    await tx
      .update(exportRows)
      .set({ ...free, state: 'cancelled', reason })
      .where(eq(exportRows.id, row.id));
    metrics().exports.inc({ target: row.target, outcome: 'cancelled' });
  }
  await append(...rows.map((row) => ({ name: 'export-cancelled', export: row.id, reason, by }) as const));
}

/** It arrived. What was asked for in a newer version meanwhile is sent once more. @throws ClaimLost */
export async function recordDelivered(
  ctx: Context,
  claimed: Claimed,
  version: number,
  { externalId, url, files, memory }: Delivered,
): Promise<void> {
  const { orgId, id, integrationId, target } = claimed.row;
  const row = await changeExports(ctx, placeOf(claimed.row), async ({ tx, append }) => {
    const [done] = await tx
      .update(exportRows)
      .set({
        ...free,
        state: sql`case when ${exportRows.version} > ${version} then 'waiting' else 'delivered' end`,
        version: sql`greatest(${exportRows.version}, ${version})`,
        attempts: sql`case when ${exportRows.version} > ${version} then 0 else ${exportRows.attempts} end`,
        memory,
        externalId,
        externalUrl: url,
        deliveredVersion: version,
        deliveredAt: sql`now()`,
        reason: null,
      })
      .where(mine(claimed))
      .returning();
    if (!done) throw new ClaimLost();
    await tx.delete(exportFiles).where(eq(exportFiles.exportId, id));
    if (files.length > 0) await tx.insert(exportFiles).values(files.map((file) => ({ ...file, orgId, exportId: id })));
    await append({ name: 'export-delivered', export: id, version, externalId, url });
    if (integrationId !== null) {
      await tx
        .update(integrations)
        .set({ failures: 0, restsUntil: null })
        .where(and(eq(integrations.id, integrationId), gt(integrations.failures, 0)));
    }
    if (done.state === 'delivered') await tellExports(ctx, tx, done);
    return done;
  });
  metrics().exports.inc({ target, outcome: 'delivered' });
  metrics().exportTime.observe({ target }, (row.updatedAt.getTime() - row.requestedAt.getTime()) / 1000);
}

/** It has to wait: the try does not count. @throws ClaimLost */
export async function recordPostponed(ctx: Context, claimed: Claimed, { ms, reason }: Postponed): Promise<void> {
  await changeExports(ctx, placeOf(claimed.row), async ({ tx, append }) => {
    const [row] = await tx
      .update(exportRows)
      .set({
        ...free,
        state: 'waiting',
        attempts: sql`greatest(0, attempts - 1)`,
        nextTryAt: inMs(ms),
        ...(reason ? { reason } : {}),
      })
      .where(mine(claimed))
      .returning();
    if (!row) throw new ClaimLost();
    const retryAt = Math.round(ctx.clock.now() + ms);
    if (reason) await append({ name: 'export-failed', export: row.id, reason, retryAt });
    await enqueueExports(ctx, tx, jobOf(row), ms / 1000);
  });
}

/**
 * A try failed. `service`: counts for the breaker, and is tried again; `access`: the integration is broken until an
 * administrator has mended it; `item`: only another version can go. @throws ClaimLost
 */
export async function recordFailure(ctx: Context, claimed: Claimed, failure: ExportFailure): Promise<void> {
  const { row } = claimed;
  const { reason, blames, retryAfterMs } = failure;
  const dice = Math.random();
  await changeExports(ctx, placeOf(row), async (changing) => {
    const { tx, append } = changing;
    const again = blames === 'service' && row.attempts < mostTries;
    const ms = Math.max(backOff(row.attempts, dice), retryAfterMs ?? 0);
    const [held] = await tx.select().from(exportRows).where(mine(claimed)).for('update');
    if (!held) throw new ClaimLost();
    if (again) {
      await tx
        .update(exportRows)
        .set({ ...free, state: 'waiting', reason, nextTryAt: inMs(ms) })
        .where(mine(claimed));
      await append({ name: 'export-failed', export: row.id, reason, retryAt: Math.round(ctx.clock.now() + ms) });
      await enqueueExports(ctx, tx, jobOf(row), ms / 1000);
      metrics().exports.inc({ target: row.target, outcome: 'retry' });
    } else await failRow(ctx, changing, held, reason, blames === 'access');
    if (row.integrationId !== null) await blame(changing, row.integrationId, failure, dice);
  });
}

/** Nothing more is tried by itself. `broken`: nor is anything else that goes the same way. */
export async function failRow(
  ctx: Pick<Context, 'jobs' | 'mailer' | 'logger'>,
  { tx, append }: Changing,
  row: ExportRow,
  reason: Reason,
  broken = false,
): Promise<void> {
  await tx
    .update(exportRows)
    .set({ ...free, state: 'failed', reason })
    .where(eq(exportRows.id, row.id));
  await append({ name: 'export-failed', export: row.id, reason, retryAt: null });
  await tellExports(ctx, tx, row, broken ? reason : null);
  metrics().exports.inc({ target: row.target, outcome: 'failed' });
}

const inMs = (ms: number) => sql`clock_timestamp() + ${Math.round(ms)} * interval '1 ms'`;

/** What the failure means to all that goes by the integration. */
export async function blame(
  { tx }: Pick<Changing, 'tx'>,
  integrationId: string,
  { blames, reason, retryAfterMs }: ExportFailure,
  dice: number,
): Promise<void> {
  const here = eq(integrations.id, integrationId);
  if (blames === 'item') return;
  if (blames === 'access') {
    await tx
      .update(integrations)
      .set({ state: 'broken', reason })
      .where(and(here, eq(integrations.state, 'ready')));
    return;
  }
  // It said itself when to come again: nobody calls before that, and it is not taken for dead.
  if (retryAfterMs !== null) {
    const nextCallAt = sql`greatest(${integrations.nextCallAt}, ${inMs(retryAfterMs)})`;
    await tx.update(integrations).set({ nextCallAt }).where(here);
    return;
  }
  const [by] = await tx
    .update(integrations)
    .set({ failures: sql`${integrations.failures} + 1` })
    .where(here)
    .returning({ failures: integrations.failures });
  const ms = rest(by?.failures ?? 0, dice);
  if (ms > 0)
    await tx
      .update(integrations)
      .set({ restsUntil: inMs(ms) })
      .where(here);
}
