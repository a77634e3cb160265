import { listMembers } from '@/lib/services/members/list';
import { listMembersSchema } from '@/lib/services/members/schemas';
import { handle } from '../_http/handle';
import { readQuery } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('member.read', async ({ ctx, who, request }) =>
  json(await listMembers(ctx, who, readQuery(request, listMembersSchema))),
);
