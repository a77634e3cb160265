import { startSchema } from '@/lib/services/run-requests.schema';
import { startRun } from '@/lib/services/runs/start';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { accepted } from '../../../_http/respond';

/** Whoever drives after the answer has this long (s). */
export const maxDuration = 300;

export const POST = handle<{ id: string }>('run.start', async (call) => {
  const body = await readBody(call.request, startSchema);
  return accepted(call, body, (commandId) => startRun(call.ctx, call.who, { meetingId: call.params.id, commandId }));
});
