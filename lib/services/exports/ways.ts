import { and, asc, eq, sql } from 'drizzle-orm';
import { exportFiles, exportRows, integrations } from '@/db/schema';
import type { Reason } from '@/lib/council/events';
import type { ExportedFile, TargetName } from '@/lib/ports/export-target';
import type { Context, Member } from '../context';

export interface ExportWays {
  /** Where the organisation can export to; files first, they are always there. */
  ways: { id: string; target: TargetName; label: string; state: 'new' | 'ready' | 'broken'; reason: Reason | null }[];
  /** What else than its events is known of each export of the run. */
  known: Record<string, { way: string | null; files: Pick<ExportedFile, 'format' | 'name'>[] }>;
}

/** The ways out of here, and what went along them from one run. */
export async function readExportWays(
  { db }: Pick<Context, 'db'>,
  { orgId }: Member,
  { runId }: { runId: string },
): Promise<ExportWays> {
  const { id, target, label, state, reason } = integrations;
  const [connected, rows] = await Promise.all([
    db
      .select({ id, target, label, state, reason })
      .from(integrations)
      .where(eq(integrations.orgId, orgId))
      .orderBy(asc(label), asc(id)),
    db
      .select({
        id: exportRows.id,
        target: exportRows.target,
        integrationId: exportRows.integrationId,
        files: sql<
          Pick<ExportedFile, 'format' | 'name'>[]
        >`coalesce(json_agg(json_build_object('format', ${exportFiles.format}, 'name', ${exportFiles.name}) order by ${exportFiles.format} desc) filter (where ${exportFiles.format} is not null), '[]')`,
      })
      .from(exportRows)
      .leftJoin(exportFiles, eq(exportFiles.exportId, exportRows.id))
      .where(and(eq(exportRows.orgId, orgId), eq(exportRows.runId, runId)))
      .groupBy(exportRows.id),
  ]);
  return {
    ways: [{ id: 'file', target: 'file', label: '', state: 'ready', reason: null }, ...connected],
    known: Object.fromEntries(
      rows.map((row) => [row.id, { way: row.target === 'file' ? 'file' : row.integrationId, files: row.files }]),
    ),
  };
}
