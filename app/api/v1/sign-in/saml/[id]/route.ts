import { ServiceError } from '@/lib/services/errors';
import { languageOf } from '@/lib/services/problem';
import { findConnection } from '@/lib/services/sign-in/rows';
import { changeSaml } from '@/lib/services/sign-in/saml/connect';
import { changeSamlSchema } from '@/lib/services/sign-in/saml/schemas';
import { samlView } from '@/lib/services/sign-in/saml/view';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

/** Above the longest metadata that is read. */
const longestKb = 600;

/** Also how its last sign-in on trial went. */
export const GET = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  const row = await findConnection(ctx.db, who.orgId, params.id);
  if (row.kind !== 'saml') throw new ServiceError('not_found', 'sign_in.connection_not_found');
  return json(await samlView(ctx, row, languageOf(request)));
});

export const PATCH = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  const row = await changeSaml(ctx, who, { ...(await readBody(request, changeSamlSchema, longestKb)), ...params });
  return json(await samlView(ctx, row, languageOf(request)));
});
