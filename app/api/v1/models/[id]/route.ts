import { changeModel } from '@/lib/services/models/change';
import { removeModel } from '@/lib/services/models/remove';
import { changeModelSchema } from '@/lib/services/models/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

type Params = { id: string };

export const PATCH = handle<Params>('model.change', async ({ ctx, who, request, params }) =>
  json(await changeModel(ctx, who, { ...(await readBody(request, changeModelSchema)), id: params.id })),
);

export const DELETE = handle<Params>('model.change', async ({ ctx, who, params }) => {
  await removeModel(ctx, who, params);
  return new Response(null, { status: 204 });
});
