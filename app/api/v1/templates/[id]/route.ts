import { archiveTemplate } from '@/lib/services/templates/archive';
import { changeTemplate } from '@/lib/services/templates/change';
import { readTemplate } from '@/lib/services/templates/read';
import { templateChangeSchema } from '@/lib/services/templates/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

type Params = { id: string };

export const GET = handle<Params>('template.read', async ({ ctx, who, params }) =>
  json(await readTemplate(ctx, who, { templateId: params.id })),
);

export const PATCH = handle<Params>('template.change', async ({ ctx, who, request, params }) => {
  const change = await readBody(request, templateChangeSchema, 256);
  return json(await changeTemplate(ctx, who, { ...change, templateId: params.id }));
});

export const DELETE = handle<Params>('template.change', async ({ ctx, who, params }) => {
  await archiveTemplate(ctx, who, { templateId: params.id });
  return new Response(null, { status: 204 });
});
