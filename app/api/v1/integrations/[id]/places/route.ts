import { findIntegrationPlaces } from '@/lib/services/integrations/find';
import { findPlacesSchema } from '@/lib/services/integrations/schemas';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';
import { json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('integration.change', async ({ ctx, who, request, params }) =>
  json(await findIntegrationPlaces(ctx, who, { ...readQuery(request, findPlacesSchema), ...params })),
);
