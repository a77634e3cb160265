import { changeDecisionTask } from '@/lib/services/decisions/change-task';
import { changeTaskSchema } from '@/lib/services/decisions/schemas';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../../../_http/handle';
import { readBody, readQuery } from '../../../../../_http/input';
import { accepted } from '../../../../../_http/respond';

/** Changes, confirms or drops a task. */
export const PATCH = handle<{ id: string; task: string }>('task.change', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, changeTaskSchema);
  return accepted(
    call,
    body,
    (commandId) => changeDecisionTask(ctx, who, { ...where, ...body, commandId, taskId: params.task }),
    200,
  );
});
