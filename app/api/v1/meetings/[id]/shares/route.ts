import { listShares } from '@/lib/services/shares/list';
import { makeShare } from '@/lib/services/shares/make';
import { makeShareSchema } from '@/lib/services/shares/schemas';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('share.read', async ({ ctx, who, params }) =>
  json(await listShares(ctx, who, { meetingId: params.id })),
);

/** Takes no `Idempotency-Key`: an address is shown once. */
export const POST = handle<Params>('share.change', async ({ ctx, who, request, params }) =>
  json(await makeShare(ctx, who, { ...(await readBody(request, makeShareSchema)), meetingId: params.id }), 201),
);
