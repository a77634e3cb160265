import { metrics } from '@/lib/telemetry/metrics';
import { encodeDeltas, encodeEvents, heartbeat, upToDate } from '@/lib/wire/encode';
import type { Context, Member } from '../context';
import { ServiceError } from '../errors';
import { runMeant } from '../run-meant';
import { audienceOf } from './audience';
import { takeUp } from './sweep';
import { Viewer } from './viewer';

const roomBytes = 256 * 1024;
const page = 500;
/** Who was signed out, or lost or changed their role, stops seeing the run after this long at most. All streams ask in the same moment. */
const recheckMs = 15_000;

/**
 * The stream of a run from `after` on: subscribed first, then the log is read, then live, repeats dropped by sequence.
 * Ends after `run-finished`. A viewer who leaves changes nothing.
 * @throws ServiceError before the first byte: `not_found`; `invalid` where `after` lies beyond the run's log.
 */
export async function followRun(
  ctx: Context,
  who: Member,
  input: {
    meetingId: string;
    runId?: string | undefined;
    after: number;
    signal: AbortSignal;
    /** Asked from time to time: who reads now, null for nobody. */
    stillReads?: () => Promise<Member | null>;
  },
): Promise<ReadableStream<Uint8Array>> {
  const { run } = await runMeant(ctx.db, who.orgId, input);
  if (!run) throw new ServiceError('not_found', 'run.none');
  if (input.after > run.head) throw new ServiceError('invalid', 'run.after');
  const { orgId } = who;
  if (run.needsDriver && (run.leaseUntil?.getTime() ?? 0) < ctx.clock.now()) takeUp(ctx, orgId, run.id);
  const feed = await ctx.feeds.join(orgId, run.id, run.head);
  const audience = audienceOf(who);
  let viewer: Viewer | null = null;
  const left = new AbortController();
  const leave = () => {
    if (!viewer) return;
    left.abort();
    ctx.feeds.leave(run.id, feed, viewer);
    metrics().viewers.dec();
    viewer = null;
  };
  const close = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (!viewer) return;
    leave();
    controller.close();
  };
  const catchUp = async (one: Viewer, controller: ReadableStreamDefaultController<Uint8Array>) => {
    const events = await ctx.events.read(orgId, run.id, one.last, page);
    for (const event of events) if (viewer) one.send([event], encodeEvents([event], audience));
    if (!viewer || events.length === page || one.last < feed.head) return;
    if (run.status === 'finished' && one.last >= run.head) return close(controller);
    const said = await feed.said();
    if (!viewer || one.last < feed.head) return;
    one.goLive();
    if (said.length > 0) controller.enqueue(encodeDeltas(said));
    controller.enqueue(upToDate);
  };
  const recheck = async (end: () => void, stillReads: () => Promise<Member | null>) => {
    for (;;) {
      await ctx.clock.wait(recheckMs - (ctx.clock.now() % recheckMs), left.signal);
      if (!viewer) return;
      const now = await stillReads().catch(() => who); // not known is no reason to cut anybody
      if (now?.orgId !== orgId || now.role !== who.role) return end();
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => close(controller);
        viewer = new Viewer(audience, input.after, controller, end);
        feed.viewers.add(viewer);
        metrics().viewers.inc();
        controller.enqueue(heartbeat);
        input.signal.addEventListener('abort', end, { once: true });
        if (input.signal.aborted) end();
        if (input.stillReads) void recheck(end, input.stillReads);
      },
      async pull(controller) {
        try {
          while (viewer && !viewer.isLive && (controller.desiredSize ?? 0) > 0) await catchUp(viewer, controller);
        } catch (error) {
          leave();
          controller.error(error);
        }
      },
      cancel: leave,
    },
    { highWaterMark: roomBytes, size: (chunk) => chunk.byteLength },
  );
}
