import { listTurnsSchema } from '@/lib/services/minutes/schemas';
import { listTurns } from '@/lib/services/minutes/turns';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, request, params }) =>
  json(await listTurns(ctx, who, { meetingId: params.id, ...readQuery(request, listTurnsSchema) })),
);
