import { z } from 'zod';
import { guardOwnCall } from '@/lib/auth/guard';
import { stayWhileDriving } from '@/lib/auth/stay';
import { ServiceError } from '@/lib/services/errors';
import { driveRun } from '@/lib/services/runs/hold';
import { handleInternal } from '../../_http/handle';
import { json } from '../../_http/respond';

export const dynamic = 'force-dynamic';
export const maxDuration = 300;

const asked = z.strictObject({ orgId: z.string().max(64), runId: z.string().max(64) });

/** Drives a run on, after the answer: called by the process that drove it until its time was over. */
export const POST = handleInternal(guardOwnCall, async (ctx, body) => {
  if (ctx.drivers.room === 0) throw new ServiceError('unavailable', 'unavailable');
  const { orgId, runId } = asked.parse(JSON.parse(body));
  void driveRun(ctx, orgId, runId);
  stayWhileDriving(ctx);
  return json({}, 202);
});
