import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { meetings, organisations, runs } from '@/db/schema';
import { audit } from '../audit';
import type { Executor } from '../data';
import { type ErasingContext, eraseInRun } from './erase';
import { unheld } from './holds';
import { graceDays } from './schemas';
import { blankTranscripts } from './transcripts';
import { workErasures } from './work-erasures';

const atOnce = 20;

/** Finished runs whose transcripts their organisation does not keep any longer. */
const overdue = sql`${runs.finishedAt} < now() - make_interval(days => ${organisations.retentionDays})`;

/**
 * Blanks what is older than its organisation keeps it, deletes for good what was deleted long enough ago, and goes on
 * with erasures; some of each, in as many processes as there are. True where there is more to do at once.
 */
export async function sweepRetention(ctx: ErasingContext): Promise<boolean> {
  const blanked = await blankOverdue(ctx);
  const brought = await blankTranscripts(ctx.db);
  const purged = await purgeDeleted(ctx);
  const erased = await workErasures(ctx);
  return blanked || brought || purged || erased;
}

async function blankOverdue(ctx: ErasingContext): Promise<boolean> {
  const found = await ctx.db
    .select({ orgId: runs.orgId, runId: runs.id })
    .from(organisations)
    .innerJoin(runs, eq(runs.orgId, organisations.id))
    .innerJoin(meetings, eq(meetings.id, runs.meetingId))
    .where(and(sql`${organisations.retentionDays} is not null`, isNull(runs.erasedAt), overdue, unheld))
    .orderBy(asc(runs.finishedAt), asc(runs.id))
    .limit(atOnce);
  for (const run of found) {
    await eraseInRun(ctx, run, { what: 'transcript' }, (tx) => stillOverdue(tx, run.runId)).catch((error: unknown) =>
      // The others do not wait for it.
      ctx.logger.warn({ error, run: run.runId }, 'a transcript could not be blanked'),
    );
  }
  return found.length === atOnce;
}

/** Another process may have done it, or somebody may have changed the days. */
async function stillOverdue(tx: Executor, runId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: runs.id })
    .from(runs)
    .innerJoin(organisations, eq(organisations.id, runs.orgId))
    .where(and(eq(runs.id, runId), isNull(runs.erasedAt), overdue));
  return rows.length > 0;
}

/** Everything of a meeting goes with its row; its trail stays. */
async function purgeDeleted(ctx: ErasingContext): Promise<boolean> {
  const gone = await ctx.db.transaction(async (tx) => {
    const found = await tx
      .select({ id: meetings.id, orgId: meetings.orgId })
      .from(meetings)
      .innerJoin(organisations, eq(organisations.id, meetings.orgId))
      .where(and(sql`${meetings.deletedAt} < now() - make_interval(days => ${graceDays})`, unheld))
      .orderBy(asc(meetings.deletedAt))
      .limit(atOnce)
      .for('update', { of: meetings, skipLocked: true });
    if (found.length === 0) return [];
    // Its organisation can't be put on hold in between.
    const free = await tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(
        and(
          inArray(
            organisations.id,
            found.map((one) => one.orgId),
          ),
          isNull(organisations.heldAt),
        ),
      )
      .for('share');
    const going = found.filter((one) => free.some(({ id }) => id === one.orgId));
    const ids = going.map((one) => one.id);
    const held = await tx.select({ id: runs.id, orgId: runs.orgId }).from(runs).where(inArray(runs.meetingId, ids));
    await tx.delete(meetings).where(inArray(meetings.id, ids));
    for (const { id, orgId } of going) {
      await audit(tx, { orgId, userId: null }, 'meeting.purge', { type: 'meeting', id });
    }
    return held;
  });
  for (const { id, orgId } of gone) {
    ctx.folds.forget(orgId, id);
    await ctx.cache.forget({ orgId, runId: id });
  }
  return gone.length >= atOnce;
}
