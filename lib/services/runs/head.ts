import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { readMeeting } from '../meetings/read';
import { runMeant, type Where } from '../run-meant';

/**
 * The run that is meant and what its meeting asks, without its log.
 * @throws ServiceError `not_found`, with `run.none` where nothing was held yet.
 */
export async function readRunHead(
  ctx: Pick<Context, 'db'>,
  who: Member,
  where: Where,
): Promise<{ runId: string; question: string }> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (!run) throw new ServiceError('not_found', 'run.none');
  return { runId: run.id, question: (await readMeeting(ctx, who, where.meetingId)).question };
}
