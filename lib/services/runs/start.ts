import { randomUUID } from 'node:crypto';
import type { Context, Member } from '../context';
import { openRun, runIdOf } from './open';
import { driveInTurn } from './sweep';

/**
 * Starts a run of a meeting with its team's current version, and a driver for it. One run of a meeting at a time. The
 * same command id again, also at the same moment, gets the first run.
 * @throws ServiceError `not_found`, `conflict` when a run is under way, `invalid` when a seat's model can't be asked.
 */
export async function startRun(
  ctx: Context,
  who: Member,
  { meetingId, commandId }: { meetingId: string; commandId?: string },
): Promise<{ runId: string }> {
  const runId = commandId === undefined ? randomUUID() : runIdOf(who, meetingId, commandId);
  await ctx.db.transaction((tx) => openRun(ctx, tx, who, { meetingId, runId }));
  await driveInTurn(ctx, who.orgId, runId);
  return { runId };
}
