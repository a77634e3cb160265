import { languageOf } from '@/lib/services/problem';
import { changeSaml } from '@/lib/services/sign-in/saml/connect';
import { changeSamlSchema } from '@/lib/services/sign-in/saml/schemas';
import { samlView } from '@/lib/services/sign-in/saml/view';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

/** Above the longest metadata that is read. */
const longestKb = 600;

export const PATCH = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  const row = await changeSaml(ctx, who, { ...(await readBody(request, changeSamlSchema, longestKb)), ...params });
  return json(await samlView(ctx, row, languageOf(request)));
});
