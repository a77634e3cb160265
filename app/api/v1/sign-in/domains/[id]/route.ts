import { changeDomain, removeDomain } from '@/lib/services/sign-in/domains';
import { changeDomainSchema } from '@/lib/services/sign-in/schemas';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const PATCH = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) =>
  json(await changeDomain(ctx, who, { ...(await readBody(request, changeDomainSchema, 1)), ...params })),
);

export const DELETE = handle<{ id: string }>('sso.change', async ({ ctx, who, params }) => {
  await removeDomain(ctx, who, params);
  return new Response(null, { status: 204 });
});
