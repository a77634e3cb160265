import { listExports } from '@/lib/services/exports/list';
import { requestExport } from '@/lib/services/exports/request';
import { listExportsSchema, requestExportSchema } from '@/lib/services/exports/schemas';
import { runQuerySchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody, readQuery } from '../../../_http/input';
import { accepted, json } from '../../../_http/respond';

export const GET = handle<{ id: string }>('artifact.read', async ({ ctx, who, request, params }) =>
  json(await listExports(ctx, who, { meetingId: params.id, ...readQuery(request, listExportsSchema) })),
);

/** Exports the decision and its tasks. */
export const POST = handle<{ id: string }>('export.make', async (call) => {
  const { ctx, who, request, params } = call;
  const where = { meetingId: params.id, ...readQuery(request, runQuerySchema) };
  const body = await readBody(request, requestExportSchema);
  return accepted(call, body, () => requestExport(ctx, who, { ...where, ...body }));
});
