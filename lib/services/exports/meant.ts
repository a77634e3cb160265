import { and, eq, isNull } from 'drizzle-orm';
import { decisions, exportRows, integrations, meetings, runs } from '@/db/schema';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { demand, rightsOf } from '../decisions/rights';
import { ServiceError } from '../errors';
import { type ExportRow, ofJob, shown, viewExports } from './rows';
import type { ExportView } from './schemas';

/** An export that the member may steer. @throws ServiceError `not_found`; `forbidden`. */
export async function exportMeant(db: Executor, who: Member, exportId: string) {
  const [found] = await db
    .select({ row: exportRows, decision: decisions, meeting: meetings, run: runs, integration: integrations })
    .from(exportRows)
    .innerJoin(meetings, eq(meetings.id, exportRows.meetingId))
    .innerJoin(runs, eq(runs.id, exportRows.runId))
    .innerJoin(decisions, eq(decisions.runId, exportRows.runId))
    .leftJoin(integrations, eq(integrations.id, exportRows.integrationId))
    .where(and(eq(exportRows.orgId, who.orgId), eq(exportRows.id, exportId), isNull(meetings.deletedAt)));
  if (!found) throw new ServiceError('not_found', 'export.not_found');
  demand(rightsOf(who, found).decide, 'export.not_yours', found.meeting.agenda.decider);
  return found;
}

/** The row as it stands in this transaction, which holds the run. @throws ServiceError `not_found`. */
export async function exportNow(tx: Executor, { orgId, id }: Pick<ExportRow, 'orgId' | 'id'>): Promise<ExportRow> {
  const [row] = await tx
    .select()
    .from(exportRows)
    .where(and(eq(exportRows.orgId, orgId), eq(exportRows.id, id)))
    .for('update');
  if (!row) throw new ServiceError('not_found', 'export.not_found');
  return row;
}

/** As people see it. @throws ServiceError `not_found`. */
export async function viewExport({ db }: Pick<Context, 'db'>, row: ExportRow): Promise<ExportView> {
  const [view] = await viewExports(db, row.orgId, and(ofJob(row), eq(exportRows.id, row.id)));
  if (!view) throw new ServiceError('not_found', 'export.not_found');
  return shown(view);
}
