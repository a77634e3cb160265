import { guardShareAgain, guardShareRequest } from '@/lib/auth/guard-share';
import { ServiceError } from '@/lib/services/errors';
import { followRun } from '@/lib/services/runs/follow';
import { guestReads, guestSight } from '@/lib/services/shares/read';
import { handleGuest } from '../../../api/v1/_http/handle';
import { streamAnswer, streamAsked } from '../../../api/v1/_http/stream';

export const dynamic = 'force-dynamic';

/** The stream of a shared meeting, for links that show it live. It ends within a second after the link was revoked. */
export const GET = handleGuest(async (request, token) => {
  const { ctx, link } = await guardShareRequest(request, token);
  if (link.scope !== 'live' || !link.runId) throw new ServiceError('not_found', 'share.gone');
  const { orgId, meetingId, runId } = link;
  const reader = guestReads(orgId, link.id, await guestSight(ctx, link, runId));
  const stillReads = async () => {
    const now = await guardShareAgain(request, ctx, token);
    return now && guestReads(now.orgId, now.id, await guestSight(ctx, now, runId));
  };
  const { after } = streamAsked(request);
  const stream = await followRun(ctx, reader, { meetingId, runId, after, signal: request.signal, stillReads });
  return streamAnswer(stream, reader, ctx.clock.now());
});
