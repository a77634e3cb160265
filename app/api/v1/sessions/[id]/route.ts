import { endSession } from '@/lib/services/sessions/end';
import { handle } from '../../_http/handle';

export const DELETE = handle<{ id: string }>('session.own', async ({ ctx, who, params }) => {
  await endSession(ctx, who, params.id);
  return new Response(null, { status: 204 });
});
