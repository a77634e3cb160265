import { createParser } from 'eventsource-parser';
import type { Browser } from './browser';
import { clockHeader, readerHeader } from './reader';
import { hearServerClock } from './server-clock';

/**
 * `live` is silent; `catching_up` lasts until everything that was missed is here; `signed_out`: nobody is signed in any
 * more; `no_access`: this person may not read the run any more; `changed`: the page was drawn for another person or role.
 */
export type Connection =
  | 'connecting'
  | 'live'
  | 'catching_up'
  | 'reconnecting'
  | 'offline'
  | 'signed_out'
  | 'no_access'
  | 'changed'
  | 'ended';

export interface Standing {
  connection: Connection;
  /** While reconnecting: ms until the next try; null while it is being tried. */
  retryInMs: number | null;
}

export interface Line {
  /** Asks again at once; what stands stays until there is an answer. */
  retryNow(): void;
  close(): void;
}

interface Options {
  browser: Browser;
  /** The stream from where the reader stands. */
  url: () => string;
  /** For whom the page was drawn, as the server names its readers. */
  reader: string;
  /** Nothing more will come. */
  isOver: () => boolean;
  onStanding: (standing: Standing) => void;
  /** Frames as they came; none for a beat. */
  onFrames: (frames: string[]) => void;
  /** The server does not know what this page has seen. */
  onLost: () => void;
}

/** The server beats every 15 s; silence for longer than this means the connection is gone. */
export const silenceMs = 35_000;
const watchMs = 5000;
const firstRetryMs = 500;
const longestRetryMs = 15_000;
/** Clocks that part by more than this between two looks: the machine slept, or its clock was set. */
const partedMs = 2000;

/** The connection to a run's stream: opened at once, and opened again after any break, until it is closed. */
export function openLine({ browser, url, reader, isOver, onStanding, onFrames, onLost }: Options): Line {
  let standing: Standing = { connection: 'connecting', retryInMs: null };
  let failures = 0;
  let open: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAt = browser.now();

  function stand(connection: Connection, retryInMs: number | null = null): void {
    if (standing.connection === connection && standing.retryInMs === retryInMs) return;
    standing = { connection, retryInMs };
    onStanding(standing);
  }

  async function connect(): Promise<void> {
    clearTimeout(timer);
    open?.abort();
    const mine = new AbortController();
    open = mine;
    heardAt = browser.now();
    if (standing.connection === 'reconnecting') stand('reconnecting');
    try {
      const { signal } = mine;
      const headers = { accept: 'text/event-stream' };
      const response = await browser.fetch(url(), { headers, signal, cache: 'no-store' });
      const refused = refusal(response);
      if (open !== mine) return;
      if (refused) return stand(refused);
      if (response.status === 400) onLost();
      if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`);
      hearServerClock(Number(response.headers.get(clockHeader) ?? Number.NaN), browser.now());
      if (standing.connection !== 'live' && standing.connection !== 'connecting') stand('catching_up');
      await read(response.body, mine);
    } catch {
      // Whatever went wrong, it is asked for again.
    }
    if (open === mine) again();
  }

  function refusal(response: Response): Connection | null {
    if (response.status === 401) return 'signed_out';
    if (response.status === 403 || response.status === 404) return 'no_access';
    return response.ok && (response.headers.get(readerHeader) ?? reader) !== reader ? 'changed' : null;
  }

  async function read(body: ReadableStream<Uint8Array>, mine: AbortController): Promise<void> {
    let frames: string[] = [];
    let upToDate = false;
    const parser = createParser({
      onEvent: ({ data }) => frames.push(data),
      onComment: (comment) => {
        upToDate ||= comment.trim() === 'live';
      },
    });
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (open !== mine) return;
      if (done) return;
      heardAt = browser.now();
      failures = 0;
      parser.feed(decoder.decode(value, { stream: true }));
      onFrames(frames);
      frames = [];
      if (upToDate) stand('live');
    }
  }

  /** The stream ended or failed: a finished run has nothing more to say; the first break of a live line is mended in silence. */
  function again(): void {
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** failures) * (0.5 + Math.random() / 2);
    const silent = failures === 0 && standing.connection === 'live';
    failures += 1;
    if (isOver()) stand('ended');
    else {
      // A server on this very machine answers without a network.
      if (!browser.isOnline()) stand('offline');
      else if (!silent) stand('reconnecting', wait);
      timer = setTimeout(connect, wait);
    }
  }

  let seenAt = { wall: browser.now(), steady: browser.steady() };
  /** After sleep, a set clock or a long silence the stream is asked for anew, and the server's clock with it. */
  function look(): void {
    const now = { wall: browser.now(), steady: browser.steady() };
    const parted = Math.abs(now.wall - seenAt.wall - (now.steady - seenAt.steady)) > partedMs;
    seenAt = now;
    const { connection } = standing;
    const streams = connection === 'live' || connection === 'catching_up' || connection === 'connecting';
    if (streams && (parted || now.wall - heardAt > silenceMs)) void connect();
  }
  const watchdog = setInterval(look, watchMs);
  const deaf = browser.listen((moment) => {
    if (moment === 'offline') return stand('offline');
    if (moment === 'online' || moment === 'session') return void connect();
    if (moment !== 'seen') return;
    look();
    // Somebody may have signed in again elsewhere.
    if (standing.connection === 'signed_out' || standing.connection === 'no_access') void connect();
  });

  void connect();
  return {
    retryNow: () => void connect(),
    close() {
      clearTimeout(timer);
      clearInterval(watchdog);
      deaf();
      open?.abort();
      open = null;
    },
  };
}
