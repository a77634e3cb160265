import { changeRetention } from '@/lib/services/retention/change';
import { readRetention } from '@/lib/services/retention/read';
import { changeRetentionSchema } from '@/lib/services/retention/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const GET = handle('retention.change', async ({ ctx, who }) => json(await readRetention(ctx, who)));

export const PATCH = handle('retention.change', async ({ ctx, who, request }) =>
  json(await changeRetention(ctx, who, await readBody(request, changeRetentionSchema, 4))),
);
