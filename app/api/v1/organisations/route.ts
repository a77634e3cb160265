import { foundOrganisation } from '@/lib/services/organisations/found';
import { listOwnOrganisations } from '@/lib/services/organisations/mine';
import { foundSchema } from '@/lib/services/organisations/schemas';
import { handle } from '../_http/handle';
import { readBody } from '../_http/input';
import { json } from '../_http/respond';

export const GET = handle('session.own', async ({ ctx, who }) => json(await listOwnOrganisations(ctx, who)));

export const POST = handle('organisation.create', async ({ ctx, who, request }) =>
  json(await foundOrganisation(ctx, who, await readBody(request, foundSchema, 4)), 201),
);
