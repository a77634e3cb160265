import { and, eq } from 'drizzle-orm';
import { decisions, exportRows, integrations, meetings, memberships } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { Context } from '../context';
import type { Executor } from '../data';
import { tell } from '../notifications/tell';
import { type ExportRow, ofJob } from './rows';

type Ctx = Pick<Context, 'jobs' | 'mailer' | 'logger'>;

/**
 * Tells who asked, or who made the meeting where a rule did, what became of a request: once all of it is over, or at
 * once where `broken` keeps the rest waiting. In the transaction that ends one of its rows. Files are simply there.
 */
export async function tellExports(
  ctx: Ctx,
  tx: Executor,
  ended: ExportRow,
  broken: Reason | null = null,
): Promise<void> {
  const rows = await tx
    .select({ state: exportRows.state, reason: exportRows.reason })
    .from(exportRows)
    .where(and(ofJob(ended), eq(exportRows.target, ended.target), eq(exportRows.requestedAt, ended.requestedAt)));
  const count = (state: ExportRow['state']) => rows.filter((row) => row.state === state).length;
  if (!broken && count('waiting') + count('sending') > 0) return;
  const [delivered, failed] = [count('delivered'), count('failed')];
  if (failed === 0 && (delivered === 0 || ended.target === 'file')) return;
  const [about] = await tx
    .select({ meeting: meetings, status: decisions.status, label: integrations.label })
    .from(meetings)
    .innerJoin(decisions, eq(decisions.runId, ended.runId))
    .leftJoin(integrations, eq(integrations.id, ended.integrationId ?? ''))
    .where(and(eq(meetings.orgId, ended.orgId), eq(meetings.id, ended.meetingId)));
  const userId = ended.requestedBy ?? about?.meeting.createdBy;
  if (!about || !userId || !(await isMember(tx, ended.orgId, userId))) return;
  const { question, language } = about.meeting;
  const kind = failed > 0 ? 'export_failed' : 'export_done';
  const reason = broken ?? rows.find((row) => row.state === 'failed')?.reason ?? null;
  await tell(ctx, tx, {
    orgId: ended.orgId,
    userId,
    kind,
    meetingId: ended.meetingId,
    runId: ended.runId,
    key: `${kind}:${ended.runId}:${ended.integrationId}:${ended.requestedAt.getTime()}`,
    args: {
      question,
      language,
      status: about.status,
      leaning: null,
      missing: [],
      onBehalfOf: null,
      by: null,
      exported: { label: about.label, delivered, failed, reason: failed > 0 ? reason : null },
    },
  });
}

async function isMember(tx: Executor, orgId: string, userId: string): Promise<boolean> {
  const found = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  return found.length > 0;
}
