import { cancelExport } from '@/lib/services/exports/cancel';
import { startSchema } from '@/lib/services/run-requests.schema';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';
import { accepted } from '../../../_http/respond';

export const POST = handle<{ id: string }>('export.make', async (call) => {
  const body = await readBody(call.request, startSchema);
  return accepted(call, body, () => cancelExport(call.ctx, call.who, call.params.id), 200);
});
