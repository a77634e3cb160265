import { readDecisionHistory } from '@/lib/services/decisions/history';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../../_http/handle';
import { readQuery } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

/** Every version, who made it, and what is other than before. */
export const GET = handle<{ id: string }>('artifact.read', async ({ ctx, who, request, params }) =>
  json(await readDecisionHistory(ctx, who, { meetingId: params.id, ...readQuery(request, runQuerySchema) })),
);
