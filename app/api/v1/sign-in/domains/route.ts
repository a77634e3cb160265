import { addDomain } from '@/lib/services/sign-in/domains';
import { addDomainSchema } from '@/lib/services/sign-in/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const POST = handle('sso.change', async ({ ctx, who, request }) =>
  json(await addDomain(ctx, who, await readBody(request, addDomainSchema, 1)), 201),
);
