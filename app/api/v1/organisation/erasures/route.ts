import { requestErasure } from '@/lib/services/retention/request-erasure';
import { requestErasureSchema } from '@/lib/services/retention/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const POST = handle('retention.change', async ({ ctx, who, request }) =>
  json(await requestErasure(ctx, who, await readBody(request, requestErasureSchema, 16)), 202),
);
