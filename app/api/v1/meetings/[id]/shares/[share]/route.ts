import { changeShare } from '@/lib/services/shares/change';
import { revokeShare } from '@/lib/services/shares/revoke';
import { changeShareSchema } from '@/lib/services/shares/schemas';
import { handle } from '../../../../_http/handle';
import { readBody } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

type Params = { id: string; share: string };
const where = ({ id, share }: Params) => ({ meetingId: id, id: share });

export const PATCH = handle<Params>('share.change', async ({ ctx, who, request, params }) =>
  json(await changeShare(ctx, who, { ...(await readBody(request, changeShareSchema)), ...where(params) })),
);

/** Ends it; it stays in the list. */
export const DELETE = handle<Params>('share.change', async ({ ctx, who, params }) =>
  json(await revokeShare(ctx, who, where(params))),
);
