import { handlePublic } from '@/app/api/v1/_http/handle';
import { ServiceError } from '@/lib/services/errors';
import { usFor } from '@/lib/services/sign-in/saml/settings';
import { connectionAt } from '@/lib/services/sign-in/ways';
import { getContext } from '@/lib/wiring';

/** What a connection's provider has to know of us; nothing of it is secret. */
export const GET = handlePublic(async (request) => {
  const ctx = await getContext();
  const id = new URL(request.url).pathname.split('/').at(-2) ?? '';
  const connection = await connectionAt(ctx.db, id);
  if (connection?.kind !== 'saml') throw new ServiceError('not_found', 'sign_in.connection_not_found');
  return new Response(await ctx.saml.ourMetadata(usFor(ctx.env, id)), {
    headers: {
      'content-type': 'application/samlmetadata+xml; charset=utf-8',
      'content-disposition': 'attachment; filename="xio-saml.xml"',
      'cache-control': 'no-store',
    },
  });
});
