import { startSchema } from '@/lib/services/run-requests.schema';
import { beginTrial } from '@/lib/services/sign-in/saml/trial';
import { handle } from '../../../../_http/handle';
import { readBody } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

/** Where to sign in on trial; how it went stands at the connection afterwards. */
export const POST = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema, 1);
  return json(await beginTrial(ctx, who, params));
});
