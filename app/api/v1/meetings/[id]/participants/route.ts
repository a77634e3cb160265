import { listParticipants } from '@/lib/services/participants/list';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, request, params }) =>
  json(await listParticipants(ctx, who, { meetingId: params.id, ...readQuery(request, runQuerySchema) })),
);
