import { previewRetention } from '@/lib/services/retention/preview';
import { previewRetentionSchema } from '@/lib/services/retention/schemas';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const GET = handle('retention.change', async ({ ctx, who, request }) =>
  json(await previewRetention(ctx, who, readQuery(request, previewRetentionSchema))),
);
