import { languageOf } from '@/lib/services/problem';
import { connectOidc } from '@/lib/services/sign-in/connect';
import { connectionView } from '@/lib/services/sign-in/rows';
import { connectOidcSchema } from '@/lib/services/sign-in/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const POST = handle('sso.change', async ({ ctx, who, request }) => {
  const row = await connectOidc(ctx, who, await readBody(request, connectOidcSchema));
  return json(connectionView(ctx.env, row, languageOf(request)), 201);
});
