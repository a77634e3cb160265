import { languageOf } from '@/lib/services/problem';
import { changeOidc } from '@/lib/services/sign-in/change';
import { connectionView } from '@/lib/services/sign-in/rows';
import { changeOidcSchema } from '@/lib/services/sign-in/schemas';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const PATCH = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  const row = await changeOidc(ctx, who, { ...(await readBody(request, changeOidcSchema)), ...params });
  return json(connectionView(ctx.env, row, languageOf(request)));
});
