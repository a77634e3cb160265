import { copyTemplate } from '@/lib/services/templates/copy';
import { listTemplates } from '@/lib/services/templates/list';
import { listTemplatesSchema, newTemplateSchema } from '@/lib/services/templates/schemas';
import { handle } from '../_http/handle';
import { readBody, readQuery } from '../_http/input';
import { created, json } from '../_http/respond';

export const GET = handle('template.read', async ({ ctx, who, request }) =>
  json(await listTemplates(ctx, who, readQuery(request, listTemplatesSchema))),
);

export const POST = handle('template.change', async (call) => {
  const body = await readBody(call.request, newTemplateSchema, 256);
  return created(call, body, (ctx) => copyTemplate(ctx, call.who, body));
});
