import { and, eq } from 'drizzle-orm';
import { runs } from '@/db/schema';
import type { LoggedEvent } from '@/lib/council/events';
import { type Erasure, eraseRun } from '@/lib/store/erase-run';
import { audit } from '../audit';
import type { Context } from '../context';
import type { Executor } from '../data';
import { announce } from '../exports/append';
import { heldBy } from './holds';

export type ErasingContext = Pick<Context, 'db' | 'cache' | 'folds' | 'feeds' | 'signal' | 'logger'>;

/** What came of one run: `busy` is somebody else's at this moment, `waits` is in session or on hold. */
export type Outcome = 'erased' | 'nothing' | 'waits' | 'busy';

/**
 * Erases texts of one run, in a transaction of its own, and lets go of everything that was kept of it. `demand` looks
 * again, with the run's row taken, whether it still should.
 */
export async function eraseInRun(
  ctx: ErasingContext,
  { orgId, runId }: { orgId: string; runId: string },
  erasure: Erasure,
  demand: (tx: Executor) => Promise<boolean> = async () => true,
): Promise<Outcome> {
  let logged: LoggedEvent[] = [];
  const outcome = await ctx.db.transaction(async (tx): Promise<Outcome> => {
    const [run] = await tx
      .select({ status: runs.status, meetingId: runs.meetingId })
      .from(runs)
      .where(and(eq(runs.orgId, orgId), eq(runs.id, runId)))
      .for('no key update', { skipLocked: true });
    if (!run) return 'busy';
    if (run.status !== 'finished' || (await heldBy(tx, orgId, run.meetingId))) return 'waits';
    if (!(await demand(tx))) return 'nothing';
    logged = await eraseRun(tx, orgId, runId, erasure);
    if (erasure.what === 'transcript') {
      const nobody = { orgId, userId: null };
      await audit(tx, nobody, 'transcript.erase', { type: 'run', id: runId }, { meetingId: run.meetingId });
    }
    return logged.length > 0 ? 'erased' : 'nothing';
  });
  if (outcome === 'erased') {
    ctx.folds.forget(orgId, runId);
    await ctx.cache.forget({ orgId, runId });
    await announce(ctx, runId, logged);
  }
  return outcome;
}
