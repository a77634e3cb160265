import { listArtifacts } from '@/lib/services/artifacts/list';
import { listArtifactsSchema } from '@/lib/services/artifacts/schemas';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('artifact.read', async ({ ctx, who, request, params }) =>
  json(await listArtifacts(ctx, who, { meetingId: params.id, ...readQuery(request, listArtifactsSchema) })),
);
