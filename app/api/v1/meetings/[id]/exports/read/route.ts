import { readStatuses } from '@/lib/services/exports/read-back';
import { readStatusesSchema } from '@/lib/services/exports/schemas';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../../_http/handle';
import { readBody, readQuery } from '../../../../_http/input';
import { json } from '../../../../_http/respond';

/** Reads now how exported tasks stand where they went. */
export const POST = handle<{ id: string }>('export.make', async ({ ctx, who, request, params }) => {
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  return json(await readStatuses(ctx, who, { ...where, ...(await readBody(request, readStatusesSchema)) }));
});
