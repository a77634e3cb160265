import { changeMember } from '@/lib/services/members/change';
import { removeMember } from '@/lib/services/members/remove';
import { changeMemberSchema } from '@/lib/services/members/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

type Params = { id: string };

export const PATCH = handle<Params>('member.change', async ({ ctx, who, request, params }) =>
  json(await changeMember(ctx, who, { ...(await readBody(request, changeMemberSchema)), userId: params.id })),
);

export const DELETE = handle<Params>('member.change', async ({ ctx, who, params }) => {
  await removeMember(ctx, who, { userId: params.id });
  return new Response(null, { status: 204 });
});
