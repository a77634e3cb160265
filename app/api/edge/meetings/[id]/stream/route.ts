import { guardAtEdge } from '@/lib/auth/edge-guard';
import { guardAgain } from '@/lib/auth/guard-again';
import { pathHeader } from '@/lib/auth/hosts';
import { ServiceError } from '@/lib/services/errors';
import { rateHeaders, type Taken } from '@/lib/services/limits/take';
import { problemResponse } from '@/lib/services/problem';
import { memberReads } from '@/lib/services/runs/audience';
import { streamRun } from '@/lib/services/runs/stream';
import { edgeLogger } from '@/lib/telemetry/edge-log';
import { getEdgeContext } from '@/lib/wiring/edge';
import { streamAnswer, streamAsked } from '../../../../v1/_http/stream';

export const runtime = 'edge';
export const dynamic = 'force-dynamic';

const permission = 'run.read';

/** As it was asked for: `proxy.ts` sent it here and says from where; Next adds the path's parameters to the query. */
const asked = ({ headers, url }: Request) => ({ headers, url: new URL(headers.get(pathHeader) ?? url, url).href });

async function follow(request: Request, meetingId: string, counted: (taken: Taken) => void): Promise<Response> {
  const ctx = getEdgeContext();
  const { headers, url } = asked(request);
  const named = new URL(url).searchParams.getAll('runId').at(-1);
  const { who, meeting, run } = await guardAtEdge(ctx, request, permission, { meetingId, runId: named }, counted);
  const { after, pastEnd } = streamAsked({ headers, url });
  if (!meeting) throw new ServiceError('not_found', 'meeting.not_found');
  if (!run && named !== undefined) throw new ServiceError('not_found', 'run.not_found');
  if (run?.waits) ctx.summon(who.orgId, run.id);
  const reader = memberReads(who);
  const stillReads = () => guardAgain({ headers }, ctx, permission, meetingId).then((now) => now && memberReads(now));
  const stream = await streamRun(ctx, reader, run, { after, pastEnd, signal: request.signal, stillReads });
  return streamAnswer(stream, reader, ctx.clock.now());
}

/** The stream of a meeting from the edge: asked for at its public address. */
async function handler(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  let taken: Taken | undefined;
  const counted = (one: Taken) => {
    taken = one;
  };
  const { id } = await params;
  const answer = await follow(request, id, counted).catch((error: unknown) =>
    problemResponse(error, asked(request), edgeLogger),
  );
  for (const [name, value] of Object.entries(taken ? rateHeaders(taken) : {})) answer.headers.set(name, value);
  return answer;
}

export const GET = Object.assign(handler, { permission });
