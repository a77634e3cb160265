import type { LoggedEvent } from '../council/events';
import { plainSight } from '../council/sight';
import type { Browser, Channel, Moment } from './browser';
import { encodeDeltas, encodeEvents, upToDate } from './encode';
import { clockHeader, readerHeader } from './reader';

type Delta = Parameters<typeof encodeDeltas>[0][number];

/** A server of one run's log, as far as a browser can tell: it answers, falls silent, refuses and comes back. */
export function createTestServer(log: readonly LoggedEvent[], reader: string) {
  const sent = [...log];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const asked: number[] = [];
  let answers: number | 'nothing' = 200;
  let named = reader;
  return {
    /** The `after` of every request, in order. */
    asked,
    get open() {
      return streams.size;
    },
    /** From now on it answers so; `nothing` is a server that is not there. */
    answer(now: typeof answers, as = reader) {
      answers = now;
      named = as;
    },
    append(...events: LoggedEvent[]) {
      sent.push(...events);
      for (const one of streams) one.enqueue(encodeEvents(events, plainSight('moderator')));
    },
    /** Sends what the log does not have, or what does not follow. */
    send(events: readonly LoggedEvent[]) {
      for (const one of streams) one.enqueue(encodeEvents(events, plainSight('moderator')));
    },
    say(...deltas: Delta[]) {
      for (const one of streams) one.enqueue(encodeDeltas(deltas));
    },
    /** Every stream breaks off. */
    cut() {
      for (const one of streams) one.error(new Error('cut'));
      streams.clear();
    },
    async fetch(url: string, { signal }: RequestInit): Promise<Response> {
      if (answers === 'nothing') throw new TypeError('Failed to fetch');
      const after = Number(new URL(url, 'http://x').searchParams.get('after'));
      asked.push(after);
      if (answers !== 200) return new Response(null, { status: answers });
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          streams.add(controller);
          signal?.addEventListener('abort', () => {
            if (streams.delete(controller)) controller.error(new Error('aborted'));
          });
          controller.enqueue(
            encodeEvents(
              sent.filter((event) => event.seq > after),
              plainSight('moderator'),
            ),
          );
          controller.enqueue(upToDate);
        },
      });
      return new Response(body, { headers: { [readerHeader]: named, [clockHeader]: String(Date.now()) } });
    },
  };
}

/** Locks and channels of one browser, and its tabs: what is posted is copied and arrives later, as in a real one. */
export function createTestBrowser(fetch: Browser['fetch']) {
  const channels = new Map<string, Set<(message: unknown) => void>>();
  const queues = new Map<string, { take: () => void; lose: () => void }[]>();

  function next(name: string): void {
    queues.get(name)?.[0]?.take();
  }
  const locks: Browser['locks'] = {
    request: (name, { signal, steal }, held) =>
      new Promise<void>((resolve, reject) => {
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        const leave = () => {
          const first = queue[0] === mine;
          queue.splice(queue.indexOf(mine), queue.includes(mine) ? 1 : 0);
          if (first) next(name);
        };
        let taken = false;
        const mine = {
          take() {
            if (taken) return;
            taken = true;
            void Promise.resolve()
              .then(held)
              .then(() => {
                leave();
                resolve();
              });
          },
          lose: () => reject(new DOMException('stolen', 'AbortError')),
        };
        signal?.addEventListener('abort', () => {
          if (taken) return;
          leave();
          reject(new DOMException('given up', 'AbortError'));
        });
        if (steal) queue.splice(0, 1, mine)[0]?.lose();
        else queue.push(mine);
        if (queue[0] === mine) next(name);
      }),
  };

  function openChannel(name: string, heard: (message: unknown) => void): Channel {
    const all = channels.get(name) ?? new Set();
    channels.set(name, all.add(heard));
    return {
      post(message) {
        const copy: unknown = structuredClone(message);
        for (const one of all) if (one !== heard) queueMicrotask(() => all.has(one) && one(copy));
      },
      close: () => void all.delete(heard),
    };
  }

  /** One tab; `tell` is what happens to it, `asleep` makes it deaf and dumb without letting go of anything. */
  function tab(over: Partial<Browser> = {}) {
    const listeners = new Set<(moment: Moment) => void>();
    const now = { online: true, seen: true, asleep: false };
    const browser: Browser = {
      fetch,
      now: () => Date.now(),
      steady: () => performance.now(),
      isOnline: () => now.online,
      isSeen: () => now.seen,
      listen(told) {
        listeners.add(told);
        return () => listeners.delete(told);
      },
      locks,
      openChannel(name, heard) {
        const channel = openChannel(name, (message) => now.asleep || heard(message));
        return { post: (message) => now.asleep || channel.post(message), close: () => channel.close() };
      },
      ...over,
    };
    const tell = (moment: Moment) => {
      for (const one of listeners) one(moment);
    };
    return { browser, now, tell };
  }
  return { tab };
}
