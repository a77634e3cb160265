import { languageOf } from '@/lib/services/problem';
import { connectSaml } from '@/lib/services/sign-in/saml/connect';
import { connectSamlSchema } from '@/lib/services/sign-in/saml/schemas';
import { samlView } from '@/lib/services/sign-in/saml/view';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

/** Above the longest metadata that is read. */
const longestKb = 600;

export const POST = handle('sso.change', async ({ ctx, who, request }) => {
  const row = await connectSaml(ctx, who, await readBody(request, connectSamlSchema, longestKb));
  return json(await samlView(ctx, row, languageOf(request)), 201);
});
