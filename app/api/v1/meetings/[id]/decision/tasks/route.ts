import { addDecisionTask } from '@/lib/services/decisions/change-task';
import { addTaskSchema } from '@/lib/services/decisions/schemas';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../../_http/handle';
import { readBody, readQuery } from '../../../../_http/input';
import { accepted } from '../../../../_http/respond';

/** Adds a task of one's own. */
export const POST = handle<{ id: string }>('decision.edit', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, addTaskSchema);
  return accepted(call, body, (commandId) => addDecisionTask(ctx, who, { ...where, ...body, commandId }), 201);
});
