import { meetingOfRun } from '@/lib/services/run-meant';
import { readRun } from '@/lib/services/runs/read';
import { handle } from '../../_http/handle';
import { json } from '../../_http/respond';

export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, params }) => {
  const meetingId = await meetingOfRun(ctx.db, who.orgId, params.id);
  return json(await readRun(ctx, who, { meetingId, runId: params.id }));
});
