import { runsToDrive } from '@/lib/store/runs-to-drive';
import type { Context } from '../context';
import { driveRun } from './hold';

const atOnce = 50;

/** Takes over runs that have work to do and no driver; `only` this one where it is given. */
export async function sweepRuns(ctx: Context, only?: string): Promise<void> {
  for (const { orgId, runId } of await runsToDrive(ctx.db, atOnce)) {
    if ((only === undefined || only === runId) && !ctx.drivers.has(runId)) void driveRun(ctx, orgId, runId);
  }
}
