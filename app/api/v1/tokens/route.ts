import { listTokens } from '@/lib/services/tokens/list';
import { makeToken } from '@/lib/services/tokens/make';
import { listTokensSchema, newTokenSchema } from '@/lib/services/tokens/schemas';
import { handle } from '../_http/handle';
import { readBody, readQuery } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('token.change', async ({ ctx, who, request }) =>
  json(await listTokens(ctx, who, readQuery(request, listTokensSchema))),
);

/** Takes no `Idempotency-Key`: a token is shown once. */
export const POST = handle('token.change', async ({ ctx, who, request }) =>
  json(await makeToken(ctx, who, await readBody(request, newTokenSchema)), 201),
);
