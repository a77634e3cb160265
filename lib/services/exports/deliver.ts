import { eq } from 'drizzle-orm';
import { exportRows } from '@/db/schema';
import { type Access, ExportFailure } from '@/lib/ports/export-target';
import type { Context } from '../context';
import { accessTo } from '../integrations/access';
import { changeExports } from './append';
import { callsOf } from './calls';
import { type Claimed, claimExports, heldUntil } from './claim';
import { ClaimLost, cancelRows, Postponed, recordDelivered, recordFailure, recordPostponed } from './end';
import { type ExportJob, enqueueExports } from './queue';
import { exportableOf, type Recorded, readRecorded } from './record';
import { ofJob } from './rows';
import { beatMs, jobMs } from './tempo';

/**
 * Sends what of a job is due, a few rows at a time, for at most 45 s; the rest is a new job. Any number of processes
 * may do so at once: each row is claimed, and a worker that has lost its claim stops at its next call.
 */
export async function sendExports(ctx: Context, job: ExportJob, signal: AbortSignal): Promise<void> {
  const until = ctx.clock.now() + jobMs;
  for (;;) {
    const claimed = await claimExports(ctx, job);
    const [first] = claimed;
    if (!first) return;
    const { orgId, runId, meetingId } = first.row;
    const recorded = await readRecorded(ctx, { orgId, meetingId, runId });
    await Promise.all(claimed.map((one) => sendOne(ctx, one, recorded, { signal, until })));
    if (signal.aborted) return;
    if (ctx.clock.now() > until) {
      await ctx.db.transaction((tx) => enqueueExports(ctx, tx, job));
      return;
    }
  }
}

interface Limits {
  signal: AbortSignal;
  until: number;
}

/** One try, and what became of it. Rejects only where that can't be written down: the claim then runs out. */
async function sendOne(ctx: Context, claimed: Claimed, recorded: Recorded, limits: Limits): Promise<void> {
  try {
    await attempt(ctx, claimed, recorded, limits);
  } catch (error) {
    await conclude(ctx, claimed, error, limits.signal).catch((failure: unknown) => {
      if (!(failure instanceof ClaimLost)) throw failure;
      ctx.logger.info({ export: claimed.row.id }, 'an export went on elsewhere');
    });
  }
}

async function attempt(ctx: Context, claimed: Claimed, recorded: Recorded, { signal, until }: Limits): Promise<void> {
  const { row } = claimed;
  const subject = { kind: row.kind, id: row.itemId };
  const exported = exportableOf(ctx, recorded, subject, await decisionAt(ctx, claimed));
  if (!exported) {
    await changeExports(ctx, row, (changing) => cancelRows(changing, [row], { code: 'export.item_gone' }, null));
    return;
  }
  const lost = new AbortController();
  const beat = setInterval(() => void stillHeld(ctx, claimed).then((held) => held || lost.abort()), beatMs);
  try {
    const delivered = await ctx.targets[row.target].deliver({
      ...callsOf(ctx, claimed, { signal: AbortSignal.any([signal, lost.signal]), until }),
      access: await accessOf(ctx, claimed),
      exported,
      memory: row.memory ?? { externalId: row.externalId, url: row.externalUrl, creatingAt: null, rest: null },
    });
    await recordDelivered(ctx, claimed, exported.version, delivered);
  } catch (error) {
    throw lost.signal.aborted ? new ClaimLost() : error;
  } finally {
    clearInterval(beat);
  }
}

/** Says what a try came to. What was cut off because this process ends is tried again at once, and costs no try. */
async function conclude(ctx: Context, claimed: Claimed, error: unknown, signal: AbortSignal): Promise<void> {
  if (error instanceof ClaimLost) throw error;
  if (error instanceof Postponed) return recordPostponed(ctx, claimed, error);
  if (signal.aborted) return recordPostponed(ctx, claimed, new Postponed(0));
  const failure =
    error instanceof ExportFailure
      ? error
      : new ExportFailure({ code: 'export.unexpected' }, 'service', null, { cause: error });
  const { reason, blames } = failure;
  ctx.logger.warn({ error, export: claimed.row.id, reason: reason.code, blames }, 'an export failed');
  await recordFailure(ctx, claimed, failure);
}

/** Where the decision of this run stands at the same target. */
async function decisionAt(ctx: Context, { row }: Claimed): Promise<string | null> {
  if (row.kind === 'decision_log') return null;
  const rows = await ctx.db
    .select({ kind: exportRows.kind, externalId: exportRows.externalId })
    .from(exportRows)
    .where(ofJob(row));
  return rows.find((one) => one.kind === 'decision_log')?.externalId ?? null;
}

async function accessOf(ctx: Context, { row }: Claimed): Promise<Access> {
  const { orgId, integrationId } = row;
  if (integrationId !== null) return accessTo(ctx, orgId, integrationId);
  return { integrationId: 'file', secret: null, settings: {} };
}

async function stillHeld({ db, logger }: Context, { row, token }: Claimed): Promise<boolean> {
  try {
    const [held] = await db
      .update(exportRows)
      .set({ claimedUntil: heldUntil() })
      .where(eq(exportRows.claimedBy, token))
      .returning({ id: exportRows.id });
    return held !== undefined;
  } catch (error) {
    logger.warn({ error, export: row.id }, 'a claim could not be renewed');
    return true;
  }
}
