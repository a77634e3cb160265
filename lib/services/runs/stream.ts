import { encodeDeltas, encodeEvents, heartbeat, upToDate } from '@/lib/wire/encode';
import { type Outlet, pushedStream } from '@/lib/wire/pushed-stream';
import { ServiceError } from '../errors';
import type { OpenStreams } from '../quotas/streams';
import type { Reader } from './audience';
import type { FeedPorts, Feeds } from './feed';
import { Viewer } from './viewer';

const roomBytes = 256 * 1024;
const page = 500;
/**
 * Who was signed out, or lost or changed their role, stops seeing the run at once where that was announced, else after
 * this long at most. All streams ask in the same moment.
 */
const recheckMs = 15_000;

/** What streams are made of, by web standards only: the same in Node and at the edge. */
export interface StreamPorts extends Pick<FeedPorts, 'events' | 'clock'> {
  feeds: Feeds;
  streams: OpenStreams;
}

export interface Following {
  after: number;
  /** Goes on after `run-finished`, for what becomes of the record. */
  pastEnd?: boolean;
  signal: AbortSignal;
  /** Asked from time to time: who reads now, null for nobody. */
  stillReads?: () => Promise<Pick<Reader, 'orgId' | 'name' | 'sight'> | null>;
}

/**
 * The stream of a run from `after` on: subscribed first, then the log is read, then live, repeats dropped by sequence.
 * Ends after `run-finished`, unless `pastEnd`. A viewer who leaves changes nothing.
 * @throws ServiceError before the first byte: `not_found` where there is no run; `invalid` where `after` lies beyond
 * its log; `rate_limited` where too many streams are open.
 */
export async function streamRun(
  ctx: StreamPorts,
  who: Reader,
  run: { id: string; head: number; status: string } | null,
  input: Following,
): Promise<ReadableStream<Uint8Array>> {
  if (!run) throw new ServiceError('not_found', 'run.none');
  if (input.after > run.head) throw new ServiceError('invalid', 'run.after');
  const { orgId } = who;
  const uncount = await ctx.streams.join(who, run.id);
  const feed = await ctx.feeds.join(orgId, run.id, run.head).catch((error: unknown) => {
    uncount();
    throw error;
  });
  const { sight } = who;
  let viewer: Viewer | null = null;
  const left = new AbortController();
  const leave = () => {
    if (!viewer) return;
    left.abort();
    uncount();
    ctx.feeds.leave(run.id, feed, viewer);
    viewer = null;
  };
  const close = (out: Outlet) => {
    if (!viewer) return;
    leave();
    out.end();
  };
  const catchUp = async (one: Viewer, out: Outlet) => {
    const events = await ctx.events.read(orgId, run.id, one.last, page);
    for (const event of events) if (viewer) one.send([event], encodeEvents([event], sight));
    if (!viewer || events.length === page || one.last < feed.head) return;
    if (!input.pastEnd && run.status === 'finished' && one.last >= run.head) return close(out);
    const said = await feed.said();
    if (!viewer || one.last < feed.head) return;
    one.goLive();
    if (said.length > 0 && !sight.redactor) out.push(encodeDeltas(said));
    out.push(upToDate);
  };
  const look = async (end: () => void, stillReads: NonNullable<Following['stillReads']>) => {
    if (!viewer) return;
    const now = await stillReads().catch(() => who); // not known is no reason to cut anybody
    if (now?.orgId !== orgId || now.name !== who.name || now.sight.key !== sight.key) end();
  };
  const recheck = async (end: () => void, stillReads: NonNullable<Following['stillReads']>) => {
    while (viewer) {
      await ctx.clock.wait(recheckMs - (ctx.clock.now() % recheckMs), left.signal);
      await look(end, stillReads);
    }
  };
  return pushedStream(
    {
      start(out) {
        const end = () => close(out);
        const { stillReads } = input;
        const lookNow = () => void (stillReads && look(end, stillReads));
        viewer = new Viewer(sight, input.after, out, end, input.pastEnd, lookNow);
        ctx.feeds.watch(feed, viewer);
        out.push(heartbeat);
        input.signal.addEventListener('abort', end, { once: true });
        if (input.signal.aborted) end();
        if (stillReads) void recheck(end, stillReads);
      },
      async more(out) {
        while (viewer && !viewer.isLive && out.room > 0) await catchUp(viewer, out);
      },
      left: leave,
    },
    roomBytes,
  );
}
