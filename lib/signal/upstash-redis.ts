import { Redis as Client } from '@upstash/redis';
import { createParser } from 'eventsource-parser';
import { type Redis, within } from './redis';

const answerMs = 2000;

/**
 * An Upstash Redis over REST, by web standards only. Channels are heard by our own reading of its event stream: the
 * client's says nothing when its stream ends.
 */
export function createUpstashRedis({ url, token }: { url: string; token: string }): Redis {
  const client = new Client({
    url,
    token,
    automaticDeserialization: false,
    enableAutoPipelining: false,
    enableTelemetry: false,
    retry: false,
    signal: () => AbortSignal.timeout(answerMs),
  });
  const base = url.replace(/\/$/, '');
  const open = new Set<AbortController>();

  /** Reads a channel until it ends. `onEvent` hears the kind and what follows the channel's name, which has no comma. */
  async function read(channel: string, signal: AbortSignal, onEvent: (kind: string, rest: string) => void) {
    const answer = await fetch(`${base}/subscribe/${encodeURIComponent(channel)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
      cache: 'no-store',
      signal,
    });
    if (!answer.ok || !answer.body) throw new Error(`Upstash refused a subscription (${answer.status})`);
    const parser = createParser({
      onEvent({ data }) {
        const [, kind = '', rest = ''] = /^(\w+),[^,]*,(.*)$/s.exec(data) ?? [];
        onEvent(kind, rest);
      },
    });
    const text = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let next = await text.read(); !next.done; next = await text.read()) parser.feed(next.value);
  }

  return {
    run: (script, key, args) => client.eval(script, [key], args),
    async publish(channel, message) {
      await client.publish(channel, message);
    },
    async subscribe(channel, onMessage, onEnd) {
      const cut = new AbortController();
      open.add(cut);
      const begun = Promise.withResolvers<void>();
      let live = false;
      const stop = () => {
        live = false;
        open.delete(cut);
        cut.abort();
      };
      const end = (error: unknown) => {
        begun.reject(error);
        const ended = live;
        stop();
        if (ended) onEnd();
      };
      read(channel, cut.signal, (kind, rest) => {
        if (kind === 'subscribe') {
          live = true;
          begun.resolve();
        }
        if (kind === 'message') onMessage(rest);
      }).then(() => end(new Error('The subscription ended')), end);
      try {
        await within(answerMs, begun.promise);
      } catch (error) {
        stop();
        throw error;
      }
      return stop;
    },
    async ping() {
      await client.ping();
    },
    async close() {
      for (const cut of open) cut.abort();
    },
  };
}
