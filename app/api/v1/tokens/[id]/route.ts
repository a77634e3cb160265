import { revokeToken } from '@/lib/services/tokens/revoke';
import { handle } from '../../_http/handle';
import { json } from '../../_http/respond';

export const DELETE = handle<{ id: string }>('token.change', async ({ ctx, who, params }) =>
  json(await revokeToken(ctx, who, params)),
);
