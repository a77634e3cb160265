import { languageOf } from '@/lib/services/problem';
import { enforceSignIn } from '@/lib/services/sign-in/enforce';
import { readSignIn } from '@/lib/services/sign-in/read';
import { enforceSchema } from '@/lib/services/sign-in/schemas';
import { handle } from '../_http/handle';
import { readBody } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('sso.change', async ({ ctx, who, request }) =>
  json(await readSignIn(ctx, who, languageOf(request))),
);

/** Makes the connections the only way in, or opens it again. */
export const PATCH = handle('sso.change', async ({ ctx, who, request }) => {
  await enforceSignIn(ctx, who, await readBody(request, enforceSchema, 1));
  return json(await readSignIn(ctx, who, languageOf(request)));
});
