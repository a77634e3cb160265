import { deleteOrganisation, restoreOrganisation } from '@/lib/services/organisations/delete';
import { deleteOrganisationSchema } from '@/lib/services/organisations/schemas';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const POST = handle('organisation.delete', async ({ ctx, who, request }) =>
  json(await deleteOrganisation(ctx, who, await readBody(request, deleteOrganisationSchema, 4)), 202),
);

export const DELETE = handle('organisation.delete', async ({ ctx, who }) => {
  await restoreOrganisation(ctx, who);
  return new Response(null, { status: 204 });
});
