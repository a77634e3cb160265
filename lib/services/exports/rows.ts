import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { decisions, exportFiles, exportRows, integrations, meetings, tasks, users } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { Executor } from '../data';
import type { ExportView } from './schemas';

export type ExportRow = typeof exportRows.$inferSelect;

/** Rows of one run that go by one integration. */
export const ofJob = ({
  orgId,
  runId,
  integrationId,
}: {
  orgId: string;
  runId: string;
  integrationId: string | null;
}) =>
  and(
    eq(exportRows.orgId, orgId),
    eq(exportRows.runId, runId),
    integrationId === null ? isNull(exportRows.integrationId) : eq(exportRows.integrationId, integrationId),
  );

/** Exports of an organisation's meetings that were not deleted, as people see them. */
export async function viewExports(
  db: Executor,
  orgId: string,
  where: SQL | undefined,
  { order = sql`${exportRows.createdAt}, ${exportRows.id}`, limit = 10_000 } = {},
): Promise<(ExportView & { createdAt: Date })[]> {
  const rows = await db
    .select({
      row: exportRows,
      integration: { id: integrations.id, label: integrations.label },
      keptBy: { state: integrations.state, reason: integrations.reason, restsUntil: integrations.restsUntil },
      title: sql<string | null>`coalesce(${tasks.item}->>'title', ${decisions.title})`,
      by: users.name,
      files: sql<ExportView['files'] | null>`(
        select json_agg(json_build_object('format', ${exportFiles.format}, 'name', ${exportFiles.name}) order by ${exportFiles.format} desc)
        from ${exportFiles} where ${exportFiles.exportId} = ${exportRows.id})`,
      now: sql<number>`(extract(epoch from now()) * 1000)::float8`,
    })
    .from(exportRows)
    .innerJoin(meetings, eq(meetings.id, exportRows.meetingId))
    .leftJoin(integrations, eq(integrations.id, exportRows.integrationId))
    .leftJoin(users, eq(users.id, exportRows.requestedBy))
    .leftJoin(
      tasks,
      and(eq(exportRows.kind, 'action_item'), eq(tasks.runId, exportRows.runId), eq(tasks.itemId, exportRows.itemId)),
    )
    .leftJoin(decisions, and(eq(exportRows.kind, 'decision_log'), eq(decisions.runId, exportRows.runId)))
    .where(and(eq(exportRows.orgId, orgId), isNull(meetings.deletedAt), where))
    .orderBy(order)
    .limit(limit);
  return rows.map(({ row, integration, keptBy, title, by, files, now }) => ({
    ...fixed(row),
    integration,
    title: title ?? '',
    ...waits(row, keptBy, now),
    files: files ?? [],
    requestedBy: row.requestedBy === null ? null : { userId: row.requestedBy, name: by ?? '' },
    createdAt: row.createdAt,
  }));
}

const time = (at: Date | null) => at?.toISOString() ?? null;

/** What the row says by itself. */
const fixed = (row: ExportRow) => ({
  id: row.id,
  meetingId: row.meetingId,
  runId: row.runId,
  target: row.target,
  kind: row.kind,
  itemId: row.itemId,
  version: row.version,
  state: row.state,
  attempts: row.attempts,
  url: row.externalUrl,
  deliveredVersion: row.deliveredVersion,
  deliveredAt: time(row.deliveredAt),
  requestedAt: row.requestedAt.toISOString(),
  read: row.readAt ? { status: row.readStatus, at: row.readAt.toISOString() } : null,
});

interface Keeper {
  state: 'new' | 'ready' | 'broken';
  reason: Reason | null;
  restsUntil: Date | null;
}

/** Why it is not there yet, and when it goes on: a broken integration keeps all of its rows waiting. */
function waits(row: ExportRow, by: Keeper | null, now: number): Pick<ExportView, 'reason' | 'retryAt'> {
  if (row.state !== 'waiting') return { reason: row.reason, retryAt: null };
  if (by?.state === 'broken') return { reason: by.reason, retryAt: null };
  const at = Math.max(row.nextTryAt.getTime(), by?.restsUntil?.getTime() ?? 0);
  return { reason: row.reason, retryAt: at > now ? new Date(at).toISOString() : null };
}

/** As they go out: without what only orders them. */
export const shown = ({ createdAt: _, ...view }: ExportView & { createdAt: Date }): ExportView => view;
