import { sendBackSchema } from '@/lib/services/decisions/schemas';
import { sendBackDecision } from '@/lib/services/decisions/send-back';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../../_http/handle';
import { readBody, readQuery } from '../../../../_http/input';
import { accepted } from '../../../../_http/respond';

/** Holds another round. */
/** Whoever drives after the answer has this long (s). */
export const maxDuration = 300;

export const POST = handle<{ id: string }>('decision.settle', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, sendBackSchema);
  return accepted(call, body, (commandId) => sendBackDecision(ctx, who, { ...where, ...body, commandId }), 202);
});
