import { eventsQuerySchema } from '@/lib/services/run-requests.schema';
import { exportEvents } from '@/lib/services/runs/export-events';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';

export const dynamic = 'force-dynamic';

/** The run's log as NDJSON. The first line is read before the response starts, so that a refusal keeps its status. */
export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, request, params }) => {
  const query = readQuery(request, eventsQuerySchema);
  const lines = exportEvents(ctx, who, { runId: params.id, ...query })[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let next = await lines.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value.endsWith('\n') ? next.value : `${next.value}\n`));
      next = await lines.next();
    },
    async cancel() {
      await lines.return?.(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } });
});
