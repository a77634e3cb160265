import { sessionOf } from '@/lib/auth/held';
import { endOtherSessions } from '@/lib/services/sessions/end';
import { listSessions } from '@/lib/services/sessions/list';
import { handle } from '../_http/handle';
import { json } from '../_http/respond';

export const GET = handle('session.own', async ({ ctx, who, request }) =>
  json(await listSessions(ctx, who, await sessionOf(request.headers, ctx.env))),
);

/** All but the one that asks. */
export const DELETE = handle('session.own', async ({ ctx, who, request }) => {
  await endOtherSessions(ctx, who, await sessionOf(request.headers, ctx.env));
  return new Response(null, { status: 204 });
});
