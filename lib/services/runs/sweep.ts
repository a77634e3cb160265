import { runsToDrive } from '@/lib/store/runs-to-drive';
import type { Context } from '../context';
import { driveRun } from './hold';

const atOnce = 50;

/** Takes over runs that have work to do and no driver; `only` this one where it is given. Resolves to how many. */
export async function sweepRuns(ctx: Context, only?: string): Promise<number> {
  const left = (await runsToDrive(ctx.db, atOnce)).filter(
    ({ runId }) => (only === undefined || only === runId) && !ctx.drivers.has(runId),
  );
  for (const { orgId, runId } of left) takeUp(ctx, orgId, runId);
  return left.length;
}

/** Sees to it that a run is driven: here, or, where the platform limits a process, by a call of its own. */
export function takeUp(ctx: Context, orgId: string, runId: string): void {
  void (ctx.env.XIO_DRIVE_SECONDS === undefined ? driveRun(ctx, orgId, runId) : ctx.site.drive(orgId, runId));
}
