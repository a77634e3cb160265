import type { z } from 'zod';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { decisionMeant } from '../decisions/meant';
import { demand, rightsOf } from '../decisions/rights';
import { findIntegration } from '../integrations/rows';
import type { Where } from '../run-meant';
import { changeExports } from './append';
import { askForExports } from './ask';
import { demandReady } from './ready';
import { ofJob, shown, viewExports } from './rows';
import type { ExportRequested, requestExportSchema } from './schemas';
import { wakeExports } from './wake';

/**
 * Exports the newest version of a decision and its tasks to an integration, or as files: its decider, or who leads.
 * Asked again, it goes to the same places; what waits already is not asked for twice.
 * @throws ServiceError `not_found`; `forbidden`; `conflict` while the run goes on, or the integration can't be used.
 */
export async function requestExport(
  ctx: Context,
  who: Member,
  { to, ...where }: Where & z.output<typeof requestExportSchema>,
): Promise<ExportRequested> {
  const meant = await decisionMeant(ctx.db, who.orgId, where);
  demand(rightsOf(who, meant).decide, 'export.not_yours', meant.meeting.agenda.decider);
  const integration = to === 'file' ? null : await usable(ctx, who.orgId, to);
  const { id: runId, meetingId } = meant.run;
  const place = { orgId: who.orgId, runId };
  const target = integration?.target ?? 'file';
  const job = { ...place, integrationId: integration?.id ?? null };
  await changeExports(ctx, place, async (changing) => {
    const asked = await askForExports(ctx, changing, who.orgId, { meetingId, runId, target, integration, by: who });
    if (asked > 0) await audit(changing.tx, who, 'export.request', { type: 'decision', id: runId }, { to, asked });
  });
  wakeExports(ctx, job);
  return { runId, exports: (await viewExports(ctx.db, who.orgId, ofJob(job))).map(shown) };
}

/** @throws ServiceError `not_found`; `conflict` where nothing can go by it now. */
async function usable({ db }: Pick<Context, 'db'>, orgId: string, integrationId: string) {
  const row = await findIntegration(db, orgId, integrationId);
  demandReady(row);
  return row;
}
