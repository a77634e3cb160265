import { addMissingColumns } from '@/lib/services/integrations/map';
import { addColumnsSchema } from '@/lib/services/integrations/schemas';
import { languageOf } from '@/lib/services/problem';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('integration.change', async ({ ctx, who, request, params }) => {
  const asked = await readBody(request, addColumnsSchema);
  return json(await addMissingColumns(ctx, who, { ...asked, ...params, language: languageOf(request) }));
});
