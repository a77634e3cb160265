import { makeDatabases } from '@/lib/services/integrations/make';
import { makeDatabasesSchema } from '@/lib/services/integrations/schemas';
import { languageOf } from '@/lib/services/problem';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

/** Takes no `Idempotency-Key`: asked again, it takes the databases that it finds made. */
export const POST = handle<{ id: string }>('integration.change', async ({ ctx, who, request, params }) => {
  const asked = await readBody(request, makeDatabasesSchema, 1);
  return json(await makeDatabases(ctx, who, { ...asked, ...params, reader: languageOf(request) }), 201);
});
