import { listRuns } from '@/lib/services/runs/list';
import { handle } from '../../../_http/handle';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, params }) =>
  json({ runs: await listRuns(ctx, who, { meetingId: params.id }) }),
);
