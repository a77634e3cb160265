import type { Guarded } from '@/lib/auth/guard';
import type { DataContext } from '@/lib/services/data';
import { type Answered, type Asked, answerOnce, answerRepeatably } from '@/lib/services/idempotency';

/** A JSON answer that no cache keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}

/** A file to be saved. `name` may hold any letters. */
export function download(body: string | ReadableStream<Uint8Array>, type: string, name: string): Response {
  const ascii = name.replace(/[^\w.-]+/g, '-');
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

/** A file as long as it likes, chunk by chunk as its reader takes it. @throws what its first chunk throws. */
export async function streamed(chunks: AsyncGenerator<string>, type: string, name: string): Promise<Response> {
  const encoder = new TextEncoder();
  let next = await chunks.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await chunks.next();
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}

type Call = Guarded & { request: Request };

/** Answers 201, once for an `Idempotency-Key`: key and work are one transaction. */
export async function created(
  call: Call,
  body: unknown,
  work: (ctx: DataContext) => Promise<unknown>,
): Promise<Response> {
  const asked = askedBy(call.request, body);
  if (!asked) return json(await work(call.ctx), 201);
  return replayable(
    await answerOnce(call.ctx, call.who, asked, async (ctx) => ({ status: 201, body: await work(ctx) })),
  );
}

/** Answers 202 to a command, 200 or 201 to one that is carried out at once; with an `Idempotency-Key`, which also names the command in the run's log, once. */
export async function accepted(
  call: Call,
  body: unknown,
  work: (commandId: string) => Promise<unknown>,
  status: 200 | 201 | 202 = 202,
): Promise<Response> {
  const asked = askedBy(call.request, body);
  if (!asked) return json(await work(crypto.randomUUID()), status);
  return replayable(
    await answerRepeatably(call.ctx, call.who, asked, async () => ({
      status,
      body: await work(`${call.who.userId}:${asked.key}`),
    })),
  );
}

function askedBy(request: Request, body: unknown): Asked | null {
  const key = request.headers.get('idempotency-key');
  const { pathname, search } = new URL(request.url);
  return key === null ? null : { key, request: [request.method, pathname, search, body] };
}

const replayable = ({ status, body, replayed }: Answered) =>
  json(body, status, replayed ? { 'idempotency-replayed': 'true' } : {});
