import { proposeMapping, saveMapping } from '@/lib/services/integrations/map';
import { proposeMappingSchema, saveMappingSchema } from '@/lib/services/integrations/schemas';
import { languageOf } from '@/lib/services/problem';
import { handle } from '../../../_http/handle';
import { readBody, readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('integration.change', async ({ ctx, who, request, params }) => {
  const asked = readQuery(request, proposeMappingSchema);
  return json(await proposeMapping(ctx, who, { ...asked, ...params, language: languageOf(request) }));
});

export const PUT = handle<Params>('integration.change', async ({ ctx, who, request, params }) => {
  const mapping = await readBody(request, saveMappingSchema);
  return json(await saveMapping(ctx, who, { ...mapping, ...params, language: languageOf(request) }));
});
