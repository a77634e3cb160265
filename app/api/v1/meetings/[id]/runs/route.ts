import { listRuns, listRunsSchema } from '@/lib/services/runs/list';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, params, request }) =>
  json(await listRuns(ctx, who, { meetingId: params.id, ...readQuery(request, listRunsSchema) })),
);
