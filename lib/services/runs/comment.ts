import { may } from '../../auth/permissions';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import type { Where } from '../run-meant';
import { appendAsPerson } from './control';

/**
 * A person's comment beside the council: the seats do not hear it. `private`: a note for those who steer.
 * @throws ServiceError `not_found`; `conflict` when the run is finished; `forbidden` for a note of who may not read it.
 */
export async function commentRun(
  ctx: Context,
  who: Member,
  { commandId, text, private: hidden, ...where }: Where & { commandId: string; text: string; private: boolean },
): Promise<{ runId: string; seq: number }> {
  if (hidden && !may(who, 'run.private')) throw new ServiceError('forbidden', 'auth.forbidden', { role: who.role });
  const by = { userId: who.userId, name: who.name };
  const added = await appendAsPerson(ctx, who, where, { name: 'comment-added', commandId, text, by, private: hidden });
  await audit(ctx.db, who, 'run.comment', { type: 'run', id: added.runId }, { seq: added.seq, private: hidden });
  return added;
}
