import type { RunState } from '@/lib/council/run';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { runMeant, type Where } from '../run-meant';
import { memberReads } from './audience';

/** A run as its reader may see it: the fold of its veiled log, which the browser then carries on. */
export async function readRun(
  ctx: Pick<Context, 'db' | 'folds'>,
  who: Member,
  where: Where,
): Promise<{ runId: string; state: RunState }> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (!run) throw new ServiceError('not_found', 'run.none');
  return { runId: run.id, state: await ctx.folds.read(who.orgId, run, memberReads(who).sight) };
}
