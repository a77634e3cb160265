import { checkIntegration } from '@/lib/services/integrations/check';
import { languageOf } from '@/lib/services/problem';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const POST = handle<{ id: string }>('integration.change', async ({ ctx, who, request, params }) => {
  await readBody(request, startSchema, 1);
  return json(await checkIntegration(ctx, who, { ...params, language: languageOf(request) }));
});
