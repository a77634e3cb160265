import { controlSchema } from '@/lib/council/controls.schema';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { controlRun } from '@/lib/services/runs/control';
import { handle } from '../../../_http/handle';
import { readBody, readQuery } from '../../../_http/input';
import { accepted } from '../../../_http/respond';

/** Whoever drives after the answer has this long (s). */
export const maxDuration = 300;

export const POST = handle<{ id: string }>('run.control', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const control = await readBody(request, controlSchema);
  return accepted(call, control, (commandId) => controlRun(ctx, who, { ...where, commandId, control }));
});
