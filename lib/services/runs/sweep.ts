import { runsToDrive } from '@/lib/store/runs-to-drive';
import type { Context } from '../context';
import { driveRun } from './hold';

const atOnce = 50;

/** Takes over runs that have work to do and no driver. */
export async function sweepRuns(ctx: Context): Promise<void> {
  for (const { orgId, runId } of await runsToDrive(ctx.db, atOnce)) {
    if (!ctx.drivers.has(runId)) void driveRun(ctx, orgId, runId);
  }
}
