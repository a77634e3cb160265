import { languageOf } from '@/lib/services/problem';
import { startSchema } from '@/lib/services/run-requests.schema';
import { testConnection } from '@/lib/services/sign-in/read';
import { handle } from '../../../../_http/handle';
import { readBody } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

/** Looks at everything that can be seen without a person. */
export const POST = handle<{ id: string }>('sso.change', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema, 1);
  return json(await testConnection(ctx, who, { ...params, language: languageOf(request) }));
});
