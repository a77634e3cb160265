import { connectIntegration } from '@/lib/services/integrations/connect';
import { listIntegrations } from '@/lib/services/integrations/list';
import { connectIntegrationSchema } from '@/lib/services/integrations/schemas';
import { languageOf } from '@/lib/services/problem';
import { handle } from '../_http/handle';
import { readBody } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('integration.read', async ({ ctx, who, request }) =>
  json(await listIntegrations(ctx, who, languageOf(request))),
);

/** Takes no `Idempotency-Key`: a label is given once, and nothing of the token is kept beside its ciphertext. */
export const POST = handle('integration.change', async ({ ctx, who, request }) => {
  const asked = await readBody(request, connectIntegrationSchema);
  return json(await connectIntegration(ctx, who, { ...asked, language: languageOf(request) }), 201);
});
