import { createParser } from 'eventsource-parser';
import type { Delta, LoggedEvent } from '@/lib/council/events';
import type { Context, Member } from '@/lib/services/context';
import { followRun } from '@/lib/services/runs/follow';
import { fromStreamEvent, type SpeechFrame, type StreamEvent } from '@/lib/wire/stream-event';
import { memberReads } from '../services/runs/audience';

export type Heard = { event: LoggedEvent } | { delta: Delta };

/**
 * A run from its first event to its last, as any viewer gets it, whoever drives it. A cut stream is taken up again
 * after the last event. Ends early when `signal` aborts.
 */
export async function* follow(
  ctx: Context,
  who: Member,
  where: { meetingId: string; runId: string },
  signal: AbortSignal,
): AsyncGenerator<Heard> {
  for (let after = 0; !signal.aborted; ) {
    const heard: Heard[] = [];
    // The cast's guarantee: `followRun` writes nothing but these two, by their types.
    const parser = createParser({
      onEvent: ({ data }) => {
        const frame = JSON.parse(data) as StreamEvent | SpeechFrame;
        heard.push('status' in frame ? { delta: frame.payload } : { event: fromStreamEvent(frame) });
      },
    });
    const utf8 = new TextDecoder();
    for await (const bytes of await followRun(ctx, memberReads(who), { ...where, after, signal })) {
      parser.feed(utf8.decode(bytes, { stream: true }));
      for (const one of heard.splice(0)) {
        yield one;
        if (!('event' in one)) continue;
        after = one.event.seq;
        if (one.event.name === 'run-finished') return;
      }
    }
  }
}
