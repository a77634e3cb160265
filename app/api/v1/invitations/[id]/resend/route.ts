import { resendInvitation } from '@/lib/services/invitations/resend';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('member.change', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema);
  return json(await resendInvitation(ctx, who, params));
});
