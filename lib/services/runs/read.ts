import { fold } from '@/lib/council/evolve';
import type { RunState } from '@/lib/council/run';
import { veil } from '@/lib/council/veil';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { runMeant, type Where } from '../run-meant';
import { audienceOf } from './audience';
import { readAll } from './read-all';

/** A run as its reader may see it: the fold of its veiled log, which the browser then carries on. */
export async function readRun(
  ctx: Pick<Context, 'db' | 'events'>,
  who: Member,
  where: Where,
): Promise<{ runId: string; state: RunState }> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (!run) throw new ServiceError('not_found', 'run.none');
  const log = await readAll(ctx.events, who.orgId, run.id);
  const audience = audienceOf(who);
  return { runId: run.id, state: fold(log.map((event) => veil(event, audience))) };
}
