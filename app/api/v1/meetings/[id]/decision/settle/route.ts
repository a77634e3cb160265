import { settleSchema } from '@/lib/services/decisions/schemas';
import { settleDecision } from '@/lib/services/decisions/settle';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../../_http/handle';
import { readBody, readQuery } from '../../../../_http/input';
import { accepted } from '../../../../_http/respond';

/** Accepts, rejects or defers. */
export const POST = handle<{ id: string }>('decision.settle', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, settleSchema, 256);
  return accepted(call, body, (commandId) => settleDecision(ctx, who, { ...where, ...body, commandId }), 200);
});
