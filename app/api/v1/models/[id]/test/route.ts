import { testModelSchema } from '@/lib/services/models/schemas';
import { testModel } from '@/lib/services/models/test';
import { languageOf, toProblem } from '@/lib/services/problem';
import { handle } from '../../../_http/handle';
import { readBody } from '../../../_http/input';

const utf8 = new TextEncoder();

/** Server-sent events: `delta` with pieces of one sentence, then `done` with its figures, or `problem`. */
export const POST = handle<{ id: string }>('model.change', async ({ ctx, who, request, params }) => {
  const language = languageOf(request);
  const say = await testModel(ctx, who, { ...(await readBody(request, testModelSchema, 1)), ...params, language });
  const left = new AbortController();
  const signal = AbortSignal.any([request.signal, left.signal]);
  const body = new ReadableStream({
    start(out) {
      const send = (event: string, data: object) => {
        if (!signal.aborted) out.enqueue(utf8.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      };
      say((text) => send('delta', { text }), signal)
        .then(
          (done) => send('done', done),
          (error: unknown) => {
            if (!signal.aborted) send('problem', toProblem(error, language, new URL(request.url).pathname, ctx.logger));
          },
        )
        // Who left has closed it.
        .finally(() => signal.aborted || out.close());
    },
    cancel: () => left.abort(new Error('Nobody listens any more')),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
