import { changeOrganisation } from '@/lib/services/organisations/change';
import { readOrganisation } from '@/lib/services/organisations/read';
import { changeOrganisationSchema } from '@/lib/services/organisations/schemas';
import { handle } from '../_http/handle';
import { readBody } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('organisation.read', async ({ ctx, who }) => json(await readOrganisation(ctx, who)));

export const PATCH = handle('organisation.change', async ({ ctx, who, request }) =>
  json(await changeOrganisation(ctx, who, await readBody(request, changeOrganisationSchema, 4))),
);
