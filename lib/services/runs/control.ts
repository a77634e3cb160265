import type { Control } from '@/lib/council/controls.schema';
import type { PersonEvent } from '@/lib/council/events';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { runMeant, type Where } from '../run-meant';
import { driveRun } from './hold';

/**
 * Asks something of a run. It is in the log when this returns; the driver answers with `control-applied` or
 * `control-refused`. The same command id again gets the first answer.
 * @throws ServiceError `not_found`; `conflict` when the run is finished or the command id was used for something else.
 */
export async function controlRun(
  ctx: Context,
  who: Member,
  { commandId, control, ...where }: Where & { commandId: string; control: Control },
): Promise<{ runId: string; seq: number }> {
  const asked = await appendAsPerson(ctx, who, where, {
    name: 'control-requested',
    commandId,
    control,
    by: { userId: who.userId, name: who.name },
  });
  await audit(ctx.db, who, 'run.control', { type: 'run', id: asked.runId }, { control: control.control });
  return asked;
}

/** Appends what a person did to the run that is meant, tells its followers and makes sure somebody drives it. */
export async function appendAsPerson(
  ctx: Context,
  who: Member,
  where: Where,
  event: PersonEvent,
): Promise<{ runId: string; seq: number }> {
  const { run } = await runMeant(ctx.db, who.orgId, where);
  if (!run) throw new ServiceError('conflict', 'run.none');
  const appended = await ctx.events.appendPerson(who.orgId, run.id, event);
  if (!appended.ok) {
    if (appended.why === 'repeated') throw new ServiceError('conflict', 'idempotency.other_body');
    const now = (await runMeant(ctx.db, who.orgId, { ...where, runId: run.id })).run ?? run;
    const { id, status, outcome } = now;
    throw new ServiceError('conflict', 'run.finished', { outcome: outcome ?? '' }, [], {
      run: { id, status, outcome },
    });
  }
  const seq = appended.events[0]?.seq ?? 0;
  ctx.feeds.append(run.id, appended.events);
  await ctx.signal.announce(run.id, seq);
  if (event.name === 'control-requested') void driveRun(ctx, who.orgId, run.id);
  return { runId: run.id, seq };
}
