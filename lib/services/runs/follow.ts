import type { Context } from '../context';
import { runMeant, type Where } from '../run-meant';
import type { Reader } from './audience';
import { type Following, streamRun } from './stream';
import { takeUp } from './sweep';

/**
 * The stream of the run that is meant, in a process that may also drive it.
 * @throws ServiceError before the first byte: `not_found`; `invalid` where `after` lies beyond the run's log.
 */
export async function followRun(
  ctx: Context,
  who: Reader,
  { after, pastEnd = false, signal, stillReads, ...where }: Where & Following,
): Promise<ReadableStream<Uint8Array>> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (run?.needsDriver && (run.leaseUntil?.getTime() ?? 0) < ctx.clock.now()) takeUp(ctx, who.orgId, run.id);
  return streamRun(ctx, who, run, { after, pastEnd, signal, ...(stillReads ? { stillReads } : {}) });
}
