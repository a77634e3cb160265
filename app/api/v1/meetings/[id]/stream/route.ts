import { guardAgain } from '@/lib/auth/guard';
import { ServiceError } from '@/lib/services/errors';
import { streamQuerySchema } from '@/lib/services/run-requests.schema';
import { followRun } from '@/lib/services/runs/follow';
import { clockHeader, readerHeader, readerOf } from '@/lib/wire/reader';
import { handle } from '../../../_http/handle';
import { readQuery } from '../../../_http/input';

export const dynamic = 'force-dynamic';

/** Server-sent events after `Last-Event-ID` (or `?after=`), then live. */
export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, request, params }) => {
  const { after = 0, ...run } = readQuery(request, streamQuerySchema);
  const last = request.headers.get('last-event-id');
  if (last && !/^\d{1,9}$/.test(last)) throw new ServiceError('invalid', 'run.after');
  const from = last ? Number(last) : after;
  const stillReads = () => guardAgain(request, ctx, 'run.read');
  const { signal } = request;
  const stream = await followRun(ctx, who, { meetingId: params.id, ...run, after: from, signal, stillReads });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Keeps compression and buffering proxies off the stream.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      [readerHeader]: readerOf(who),
      [clockHeader]: String(ctx.clock.now()),
    },
  });
});
