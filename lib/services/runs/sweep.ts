import { driverWanted } from '@/lib/ports/signal';
import { placeInLine, runsToDrive } from '@/lib/store/runs-to-drive';
import type { Context } from '../context';
import { driveRun } from './hold';

const atOnce = 50;

/**
 * Takes over runs that have work to do and no driver, first come, first served, as far as there is room here; `only`
 * this one where it is given. Resolves to how many.
 */
export async function sweepRuns(ctx: Context, only?: string): Promise<number> {
  if (ctx.drivers.room === 0) return 0;
  const left = (await runsToDrive(ctx.db, Math.min(atOnce, ctx.drivers.room))).filter(
    ({ runId }) => (only === undefined || only === runId) && !ctx.drivers.has(runId),
  );
  for (const { orgId, runId } of left) takeUp(ctx, orgId, runId);
  return left.length;
}

/** Drives a run that was just made, unless all the room here is for those who came before it: then it waits in line. */
export async function driveInTurn(ctx: Context, orgId: string, runId: string): Promise<void> {
  const place = await placeInLine(ctx.db, runId).catch(() => null);
  if (place !== null && place <= ctx.drivers.room) void driveRun(ctx, orgId, runId);
  else await ctx.signal.announce(driverWanted, ctx.clock.now()).catch(() => {}); // else the next sweep finds it
}

/** Sees to it that a run is driven: here, or, where the platform limits a process, by a call of its own. */
export function takeUp(ctx: Context, orgId: string, runId: string): void {
  void (ctx.env.XIO_DRIVE_SECONDS === undefined ? driveRun(ctx, orgId, runId) : ctx.site.drive(orgId, runId));
}
