import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { erasures, meetings, runs } from '@/db/schema';
import { type Erased, renamer } from '@/lib/council/erase';
import { audit } from '../audit';
import type { Executor } from '../data';
import { type ErasingContext, eraseInRun, type Outcome } from './erase';
import { forgetMember } from './forget-member';
import { heldBy } from './holds';
import { renameElsewhere } from './rename-elsewhere';
import { meetingsNaming } from './traces';
import { renameInTranscript } from './transcripts';

const claimSeconds = 120;
const againSeconds = 60;
const atOnce = 10;

type Row = typeof erasures.$inferSelect;

/** Goes on with one erasure that nobody works on, for a few meetings. True where there is more to do at once. */
export async function workErasures(ctx: ErasingContext): Promise<boolean> {
  const [row] = await ctx.db
    .update(erasures)
    .set({ claimedUntil: sql`now() + make_interval(secs => ${claimSeconds})` })
    .where(
      sql`${erasures.id} = (select id from erasures where state = 'open' and claimed_until <= now()
        order by claimed_until limit 1 for update skip locked)`,
    )
    .returning();
  if (!row) return false;
  const person: Erased = { userId: row.userId, names: row.names, as: row.pseudonym };
  const found = await meetingsNaming(ctx.db, row.orgId, person, row.cursor, atOnce);
  // What waited before is looked at anew by every pass.
  let [waiting, changed] = [row.cursor === '' ? 0 : row.waiting, row.changed];
  for (const { id } of found) {
    const outcomes = await eraseInMeeting(ctx, row.orgId, id, person);
    if (outcomes.some((one) => one === 'waits' || one === 'busy')) waiting += 1;
    changed += outcomes.filter((one) => one === 'erased').length;
  }
  const whole = found.length < atOnce;
  const seen = row.seen + found.length;
  if (!whole) {
    const cursor = found.at(-1)?.id ?? row.cursor;
    await put(ctx.db, row, { seen, waiting, changed, cursor, claimedUntil: sql`now()` });
  } else if (waiting > 0 || (await heldBy(ctx.db, row.orgId, null))) {
    // What waits is looked at again, from the first meeting on.
    const claimedUntil = sql`now() + make_interval(secs => ${againSeconds})`;
    await put(ctx.db, row, { seen: 0, waiting: Math.max(waiting, 1), changed, cursor: '', claimedUntil });
  } else await finish(ctx, row, { seen, changed });
  return true;
}

const put = (db: Executor, row: Row, set: Parameters<ReturnType<Executor['update']>['set']>[0]) =>
  db.update(erasures).set(set).where(eq(erasures.id, row.id));

async function eraseInMeeting(ctx: ErasingContext, orgId: string, meetingId: string, person: Erased) {
  const own = and(eq(meetings.orgId, orgId), eq(meetings.id, meetingId));
  const outcomes: Outcome[] = [];
  for (const run of await ctx.db.select({ id: runs.id }).from(runs).where(eq(runs.meetingId, meetingId))) {
    outcomes.push(await eraseInRun(ctx, { orgId, runId: run.id }, { what: 'person', person }));
  }
  await ctx.db.transaction(async (tx) => {
    if (await heldBy(tx, orgId, meetingId)) outcomes.push('waits');
    else if (!outcomes.includes('waits')) {
      const [row] = await tx.select().from(meetings).where(own).for('update');
      const rename = renamer(person);
      const before = row && { agenda: row.agenda, title: row.title, question: row.question };
      const after = rename(before);
      if (after && !isDeepStrictEqual(before, after)) await tx.update(meetings).set(after).where(own);
      await renameInTranscript(tx, orgId, meetingId, person);
    }
  });
  return outcomes;
}

async function finish(ctx: ErasingContext, row: Row, counts: { seen: number; changed: number }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await forgetMember(tx, row);
    await renameElsewhere(tx, row.orgId, { userId: row.userId, names: row.names, as: row.pseudonym });
    await tx
      .update(erasures)
      .set({ ...counts, state: 'done', waiting: 0, names: [], doneAt: sql`now()` })
      .where(eq(erasures.id, row.id));
    const detail = { meetings: counts.seen, runs: counts.changed };
    await audit(tx, { orgId: row.orgId, userId: null }, 'erasure.done', { type: 'erasure', id: row.id }, detail);
  });
}
