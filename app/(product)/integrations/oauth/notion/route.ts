import { handle } from '@/app/api/v1/_http/handle';
import { sessionOf } from '@/lib/auth/held';
import { ServiceError } from '@/lib/services/errors';
import { endSignIn } from '@/lib/services/integrations/sign-in';

/** Where Notion sends the administrator back to: every end of it is the integration's page, with a sentence. */
export const GET = handle('integration.change', async ({ ctx, who, request }) => {
  const { searchParams } = new URL(request.url);
  const back = (path: string) =>
    new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } });
  try {
    const asked = {
      state: searchParams.get('state'),
      code: searchParams.get('code'),
      error: searchParams.get('error'),
    };
    return back(
      `/integrations/${await endSignIn(ctx, who, { ...asked, session: await sessionOf(request.headers, ctx.env) })}`,
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { reason, extra } = error;
    const id = typeof extra.integration === 'string' ? `/${extra.integration}` : '';
    return back(`/integrations${id}?said=${encodeURIComponent(reason)}`);
  }
});
