import { proposeAgenda } from '@/lib/services/agendas/propose';
import { proposeSchema } from '@/lib/services/agendas/schemas';
import { problemResponse } from '@/lib/services/problem';
import { handle } from '../../_http/handle';
import { readBody } from '../../_http/input';
import { json } from '../../_http/respond';

export const dynamic = 'force-dynamic';

/** Answers when the proposal is made; as server-sent events, where they are asked for, while the moderator speaks. */
export const POST = handle('meeting.create', async ({ ctx, who, request }) => {
  const input = await readBody(request, proposeSchema);
  if (!request.headers.get('accept')?.includes('text/event-stream')) {
    return json(await proposeAgenda(ctx, who, input, () => undefined, request.signal));
  }
  const gone = new AbortController();
  const stop = AbortSignal.any([request.signal, gone.signal]);
  const encoder = new TextEncoder();
  const first = Promise.withResolvers<void>();
  let begun = false;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string, data: unknown) => {
        if (!stop.aborted) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        begun = true;
        first.resolve();
      };
      const fail = async (error: unknown) => {
        if (!begun) first.reject(error);
        else if (!stop.aborted) send('problem', await problemResponse(error, request, ctx.logger).json());
      };
      proposeAgenda(ctx, who, input, (text) => send('delta', { text }), stop)
        .then((proposed) => send('proposal', proposed))
        .catch(fail)
        .finally(() => !stop.aborted && controller.close());
    },
    cancel: () => gone.abort(),
  });
  // A refusal keeps its status: nothing is sent before the moderator's first word.
  await first.promise;
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
