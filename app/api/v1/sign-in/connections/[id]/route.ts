import { removeConnection } from '@/lib/services/sign-in/remove';
import { handle } from '../../../_http/handle';

/** Of either kind; the sessions that it opened end. */
export const DELETE = handle<{ id: string }>('sso.change', async ({ ctx, who, params }) => {
  await removeConnection(ctx, who, params);
  return new Response(null, { status: 204 });
});
