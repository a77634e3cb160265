import { and, eq, sql } from 'drizzle-orm';
import { exportRows } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { changeExports } from './append';
import { askForExports } from './ask';
import { exportMeant, exportNow, viewExport } from './meant';
import { enqueueExports } from './queue';
import { demandReady } from './ready';
import { type ExportRow, ofJob } from './rows';
import type { ExportView } from './schemas';
import { wakeExports } from './wake';

/**
 * Tries one export again, in the newest version of what it is about: one that failed or was cancelled, or that waits
 * for its next try, which then comes at once.
 * @throws ServiceError `not_found`; `forbidden`; `conflict` where there is nothing to try.
 */
export async function retryExport(ctx: Context, who: Member, exportId: string): Promise<ExportView> {
  const { row, meeting, run, integration } = await exportMeant(ctx.db, who, exportId);
  const { orgId, target } = row;
  if (target !== 'file' && !integration) throw new ServiceError('conflict', 'export.integration_gone');
  if (integration) demandReady(integration);
  const job = { orgId, runId: run.id, integrationId: row.integrationId };
  await changeExports(ctx, { orgId, runId: run.id }, async (changing) => {
    const { tx } = changing;
    const now = await exportNow(tx, row);
    const { state } = now;
    if (state === 'delivered' || state === 'sending') {
      throw new ServiceError('conflict', 'export.not_failed', {}, [], { state });
    }
    if (state === 'waiting') {
      await tx.update(exportRows).set({ nextTryAt: sql`now()` }).where(eq(exportRows.id, row.id));
      await enqueueExports(ctx, tx, job);
    } else {
      const only = new Set([row.id, ...(await unrelated(tx, now))]);
      const asking = { meetingId: meeting.id, runId: run.id, target, integration, by: who, only };
      await askForExports(ctx, changing, orgId, asking);
    }
    await audit(tx, who, 'export.retry', { type: 'export', id: row.id });
  });
  wakeExports(ctx, job);
  return viewExport(ctx, row);
}

/** Tasks that went there without their decision: they are sent after it once more, to stand with it. */
async function unrelated(tx: Executor, decision: ExportRow): Promise<string[]> {
  if (decision.kind !== 'decision_log' || decision.externalId !== null) return [];
  const rows = await tx
    .select({ id: exportRows.id })
    .from(exportRows)
    .where(and(ofJob(decision), eq(exportRows.target, decision.target), eq(exportRows.state, 'delivered')));
  return rows.map(({ id }) => id);
}
