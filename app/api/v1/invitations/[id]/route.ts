import { revokeInvitation } from '@/lib/services/invitations/revoke';
import { handle } from '../../_http/handle';

export const DELETE = handle<{ id: string }>('member.change', async ({ ctx, who, params }) => {
  await revokeInvitation(ctx, who, params);
  return new Response(null, { status: 204 });
});
