import { may } from '@/lib/auth/permissions';
import { listMessages } from '@/lib/services/messages/list';
import { commentSchema, listMessagesSchema } from '@/lib/services/messages/schemas';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { commentRun } from '@/lib/services/runs/comment';
import { handle } from '../../../_http/handle';
import { readBody, readQuery } from '../../../_http/input';
import { accepted, json } from '../../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('run.read', async ({ ctx, who, request, params }) => {
  const query = readQuery(request, listMessagesSchema);
  return json(await listMessages(ctx, who, { meetingId: params.id, ...query }, may(who, 'run.private')));
});

export const POST = handle<Params>('run.comment', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, commentSchema);
  return accepted(call, body, (commandId) => commentRun(ctx, who, { ...where, commandId, ...body }));
});
