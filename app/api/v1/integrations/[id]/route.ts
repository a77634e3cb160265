import { changeIntegration } from '@/lib/services/integrations/change';
import { readIntegration } from '@/lib/services/integrations/list';
import { removeIntegration } from '@/lib/services/integrations/remove';
import { changeIntegrationSchema } from '@/lib/services/integrations/schemas';
import { languageOf } from '@/lib/services/problem';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('integration.read', async ({ ctx, who, request, params }) =>
  json(await readIntegration(ctx, who, { ...params, language: languageOf(request) })),
);

export const PATCH = handle<Params>('integration.change', async ({ ctx, who, request, params }) => {
  const change = await readBody(request, changeIntegrationSchema);
  return json(await changeIntegration(ctx, who, { ...change, ...params, language: languageOf(request) }));
});

export const DELETE = handle<Params>('integration.change', async ({ ctx, who, params }) => {
  await removeIntegration(ctx, who, params);
  return new Response(null, { status: 204 });
});
