import { ServiceError } from '@/lib/services/errors';
import { streamQuerySchema } from '@/lib/services/run-requests.schema';
import type { Reader } from '@/lib/services/runs/audience';
import { clockHeader, readerHeader } from '@/lib/wire/reader';
import { readQuery } from './query';

/**
 * Which run a stream is asked for, after which event (`Last-Event-ID` before `?after=`), and whether it goes on past the
 * run's end. @throws ServiceError `invalid`.
 */
export function streamAsked(request: Pick<Request, 'url' | 'headers'>): {
  runId?: string;
  after: number;
  pastEnd: boolean;
} {
  const { after = 0, past_end: pastEnd = false, ...run } = readQuery(request, streamQuerySchema);
  const last = request.headers.get('last-event-id');
  if (last && !/^\d{1,9}$/.test(last)) throw new ServiceError('invalid', 'run.after');
  return { ...run, after: last ? Number(last) : after, pastEnd };
}

/** The answer that is a stream, the same from Node and from the edge. `now` is the server's clock, ms. */
export function streamAnswer(stream: ReadableStream<Uint8Array>, who: Pick<Reader, 'name'>, now: number): Response {
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Keeps compression and buffering proxies off the stream.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      [readerHeader]: who.name,
      [clockHeader]: String(now),
    },
  });
}
