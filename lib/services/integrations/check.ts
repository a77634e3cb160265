import { integrations } from '@/db/schema';
import type { Language } from '@/lib/council/agenda.schema';
import type { Reason } from '@/lib/council/events';
import { ExportFailure } from '@/lib/ports/export-target';
import type { Calls } from '@/lib/targets/notion/calls';
import { type Fault, faultsOf, mappingOf } from '@/lib/targets/notion/mapping';
import { readSource, readToken } from '@/lib/targets/notion/places';
import type { NotionPlace, Place } from '@/lib/targets/notion/settings';
import { audit } from '../audit';
import type { Member } from '../context';
import { resumeExports } from '../exports/resume';
import { checkRate } from '../quotas/rate';
import { sentence } from '../sentences';
import { type NotionContext, withCalls } from './calls';
import { notionSettingsOf } from './list';
import { findIntegration, type IntegrationRow, integrationOf } from './rows';
import { mended } from './save';
import type { Checked, ShownFault } from './schemas';

const checksOf = { limit: 20, seconds: 60, by: 'organisation', reason: 'quota.integration_tests' } as const;

/**
 * Asks Notion who the token belongs to and whether the mapping still holds, and keeps what that means for the
 * integration's state.
 * @throws ServiceError `not_found`; `rate_limited` after 20 in a minute; then what Notion answers.
 */
export async function checkIntegration(
  ctx: NotionContext,
  who: Member,
  { id, language }: { id: string; language: Language },
): Promise<Checked> {
  const row = await findIntegration(ctx.db, who.orgId, id);
  await checkRate(ctx.db, who, 'integration.test', checksOf);
  await audit(ctx.db, who, 'integration.test', { type: 'integration', id });
  const settings = notionSettingsOf(row);
  const { tokened, faults } = await withCalls(ctx, row, async (calls) => {
    const tokened = await readToken(calls);
    const decisions = settings.decisions && (await faultsAt(calls, 'decisions', settings.decisions, null));
    const tasks = settings.tasks && (await faultsAt(calls, 'tasks', settings.tasks, settings.decisions));
    return { tokened, faults: [...(decisions ?? []), ...(tasks ?? [])] };
  });
  await remember(ctx, row, faults[0] ? { code: 'export.mapping_broken', args: { label: row.label } } : null);
  const { name, workspace, people } = tokened;
  return { name, workspace: workspace.name, people, faults: faults.map((one) => shown(one, language)) };
}

/** What is wrong with a place by now; one that can't be seen any more is one fault. */
async function faultsAt(
  calls: Calls,
  place: Place,
  kept: NotionPlace,
  decisions: NotionPlace | null,
): Promise<Fault[]> {
  try {
    const source = await readSource(calls, kept.dataSourceId);
    return faultsOf(place, source, mappingOf(kept), decisions?.dataSourceId ?? null);
  } catch (error) {
    if (!(error instanceof ExportFailure) || error.reason.code !== 'export.not_shared') throw error;
    return [{ path: place, code: 'integration.place_gone', args: { database: kept.title } }];
  }
}

export const shown = ({ path, code, args }: Fault, language: Language): ShownFault => ({
  path,
  code,
  message: sentence(language, code, args),
});

/** Unless it was changed meanwhile: then another one was looked at. */
async function remember({ db }: NotionContext, row: IntegrationRow, broken: Reason | null): Promise<void> {
  const next = broken ? { state: 'broken' as const, reason: broken } : mended(notionSettingsOf(row));
  await db.transaction(async (tx) => {
    const [now] = await tx.select().from(integrations).where(integrationOf(row.orgId, row.id)).for('update');
    if (now?.version === row.version) {
      await tx.update(integrations).set(next).where(integrationOf(row.orgId, row.id));
      const { orgId, id: integrationId, reason } = now;
      if (reason && next.state === 'ready') await resumeExports(tx, { orgId, integrationId, reason });
    }
  });
}
