import { sessionOf } from '@/lib/auth/held';
import { beginSignIn } from '@/lib/services/integrations/sign-in';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

/** What comes back from Notion counts in the session that asks here. */
export const POST = handle<{ id: string }>('integration.change', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema, 1);
  return json(await beginSignIn(ctx, who, { ...params, session: await sessionOf(request.headers, ctx.env) }));
});
