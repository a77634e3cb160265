import type { Delta, LoggedEvent } from '../council/events';
import { type Audience, veil } from '../council/veil';
import { type SpeechFrame, toStreamEvent } from './stream-event';

const utf8 = new TextEncoder();

/** One server-sent event for one audience; its id is the sequence, so that `Last-Event-ID` resumes. */
export function encodeEvent(event: LoggedEvent, audience: Audience): Uint8Array {
  const out = toStreamEvent(veil(event, audience));
  return utf8.encode(`id: ${out.seq}\nevent: ${out.type}\ndata: ${JSON.stringify(out)}\n\n`);
}

/** A piece of text that is being spoken: no id, nothing to resume from. */
export function encodeDelta(payload: Delta): Uint8Array {
  const frame: SpeechFrame = { type: 'chat_message', status: 'streaming', payload };
  return utf8.encode(`event: chat_message\ndata: ${JSON.stringify(frame)}\n\n`);
}

export const heartbeat = utf8.encode(': beat\n\n');
