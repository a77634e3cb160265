import { and, eq, inArray, sql } from 'drizzle-orm';
import { exportRows, integrations, meetings, newId } from '@/db/schema';
import type { Context } from '../context';
import { type Changing, changeExports } from './append';
import { cancelRows, failRow } from './end';
import type { ExportJob } from './queue';
import { type ExportRow, ofJob } from './rows';
import { claimMs, lanes, mostTries, opensAfter } from './tempo';

/** A row that this worker may send, as long as its claim holds. */
export interface Claimed {
  row: ExportRow;
  token: string;
}

export const heldUntil = () => sql`clock_timestamp() + ${claimMs} * interval '1 ms'`;

/**
 * Takes what of a job can be sent now: the decision first, then a few of its tasks. Rows of a deleted meeting or a
 * removed integration are cancelled; while the integration rests or is broken, nothing is taken and no try is spent.
 */
export function claimExports(ctx: Context, job: ExportJob): Promise<Claimed[]> {
  return changeExports(ctx, job, async (changing) => {
    const { tx, append } = changing;
    const open = await tx
      .select({
        row: exportRows,
        deletedAt: meetings.deletedAt,
        held: sql<boolean>`${exportRows.state} = 'sending' and ${exportRows.claimedUntil} > clock_timestamp()`,
        due: sql<boolean>`${exportRows.state} = 'sending' or ${exportRows.nextTryAt} <= clock_timestamp()`,
      })
      .from(exportRows)
      .innerJoin(meetings, eq(meetings.id, exportRows.meetingId))
      .where(and(ofJob(job), inArray(exportRows.state, ['waiting', 'sending'])))
      .orderBy(exportRows.createdAt, exportRows.id);
    if (open.some((one) => one.deletedAt)) {
      await cancelRows(changing, open.map((one) => one.row), { code: 'export.meeting_deleted' }, null); // biome-ignore format: one line
      return [];
    }
    const orphans = open.flatMap(({ row }) => (row.integrationId === null && row.target !== 'file' ? [row] : []));
    await cancelRows(changing, orphans, { code: 'export.integration_gone' }, null);
    const room = await roomFor(changing, job, open.filter((one) => one.held).length);
    const decisions = open.filter(({ row }) => row.kind === 'decision_log');
    const next = (decisions.length > 0 ? decisions : open)
      .filter(({ row, due, held }) => due && !held && !orphans.includes(row))
      .map((one) => one.row);
    const [spent, able] = [
      next.filter((row) => row.attempts >= mostTries),
      next.filter((row) => row.attempts < mostTries),
    ];
    for (const row of spent) await failRow(ctx, changing, row, row.reason ?? { code: 'export.interrupted' });
    const taken: Claimed[] = [];
    for (const { id } of able.slice(0, room)) {
      const token = newId();
      const [row] = await tx
        .update(exportRows)
        .set({
          state: 'sending',
          attempts: sql`attempts + 1`,
          claimedBy: token,
          claimedUntil: heldUntil(),
          updatedAt: sql`now()`,
        })
        .where(eq(exportRows.id, id))
        .returning();
      if (row) taken.push({ row, token });
    }
    await append(
      ...taken.map(({ row }) => ({ name: 'export-started', export: row.id, attempt: row.attempts }) as const),
    );
    return taken;
  });
}

/** How many more may be sent at once: one alone asks a target that has rested. */
async function roomFor({ tx }: Changing, { orgId, integrationId }: ExportJob, held: number): Promise<number> {
  if (integrationId === null) return lanes - held;
  const [by] = await tx
    .select({
      failures: integrations.failures,
      able: sql<boolean>`${integrations.state} = 'ready' and coalesce(${integrations.restsUntil} <= clock_timestamp(), true)`,
    })
    .from(integrations)
    .where(and(eq(integrations.orgId, orgId), eq(integrations.id, integrationId)));
  if (!by?.able) return 0;
  return Math.max(0, (by.failures >= opensAfter ? 1 : lanes) - held);
}
