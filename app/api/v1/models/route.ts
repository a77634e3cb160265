import { connectModel } from '@/lib/services/models/connect';
import { listModels } from '@/lib/services/models/list';
import { connectModelSchema } from '@/lib/services/models/schemas';
import { handle } from '../_http/handle';
import { readBody } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('model.read', async ({ ctx, who }) => json(await listModels(ctx, who)));

/** Takes no `Idempotency-Key`: a label is given once, and nothing of the key is kept beside its ciphertext. */
export const POST = handle('model.change', async ({ ctx, who, request }) =>
  json(await connectModel(ctx, who, await readBody(request, connectModelSchema)), 201),
);
