import { guardAgain } from '@/lib/auth/guard-again';
import { memberReads } from '@/lib/services/runs/audience';
import { followRun } from '@/lib/services/runs/follow';
import { handle } from '../../../_http/handle';
import { streamAnswer, streamAsked } from '../../../_http/stream';

export const dynamic = 'force-dynamic';

/** Server-sent events after `Last-Event-ID` (or `?after=`), then live. Where streams are served at the edge, `proxy.ts` sends them there. */
export const GET = handle<{ id: string }>('run.read', async ({ ctx, who, request, params }) => {
  const reader = memberReads(who);
  const stillReads = () => guardAgain(request, ctx, 'run.read', params.id).then((now) => now && memberReads(now));
  const { signal } = request;
  const input = { meetingId: params.id, ...streamAsked(request), signal, stillReads };
  return streamAnswer(await followRun(ctx, reader, input), reader, ctx.clock.now());
});
