import { previewErasure } from '@/lib/services/retention/find-person';
import { subjectSchema } from '@/lib/services/retention/schemas';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle('retention.change', async ({ ctx, who, request }) =>
  json(await previewErasure(ctx, who, await readBody(request, subjectSchema, 16))),
);
