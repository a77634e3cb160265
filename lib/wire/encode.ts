import type { Delta, LoggedEvent } from '../council/events';
import { type Sight, seen } from '../council/sight';
import { type SpeechFrame, toStreamEvent } from './stream-event';

const utf8 = new TextEncoder();

/** Server-sent events for one sight; the id of each is its sequence, so that `Last-Event-ID` resumes. */
export function encodeEvents(events: readonly LoggedEvent[], sight: Sight): Uint8Array {
  const frames = events.map((event) => {
    const out = toStreamEvent(seen(event, sight));
    return `id: ${out.seq}\nevent: ${out.type}\ndata: ${JSON.stringify(out)}\n\n`;
  });
  return utf8.encode(frames.join(''));
}

/** Pieces of text that are being spoken: no id, nothing to resume from. */
export function encodeDeltas(deltas: readonly Delta[]): Uint8Array {
  const frames = deltas.map((payload) => {
    const frame: SpeechFrame = { type: 'chat_message', status: 'streaming', payload };
    return `event: chat_message\ndata: ${JSON.stringify(frame)}\n\n`;
  });
  return utf8.encode(frames.join(''));
}

export const heartbeat = utf8.encode(': beat\n\n');
/** Everything up to now has been sent; what follows is as it happens. */
export const upToDate = utf8.encode(': live\n\n');
