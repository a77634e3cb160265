import { startSchema } from '@/lib/services/run-requests.schema';
import { checkDomain } from '@/lib/services/sign-in/domains';
import { handle } from '../../../../_http/handle';
import { readBody } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

/** Asks the domain's name servers for its TXT record. */
export const POST = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema, 1);
  return json(await checkDomain(ctx, who, params));
});
