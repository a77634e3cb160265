import { leaveOrganisation } from '@/lib/services/members/remove';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';

export const POST = handle('organisation.leave', async ({ ctx, who, request }) => {
  await readBody(request, startSchema, 4);
  await leaveOrganisation(ctx, who);
  return new Response(null, { status: 204 });
});
