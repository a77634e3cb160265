import { createParser } from 'eventsource-parser';
import type { Delta } from '../council/events';
import { evolve } from '../council/evolve';
import type { RunState } from '../council/run';
import { fromStreamEvent, type SpeechFrame, type StreamEvent } from './stream-event';

export type Connection = 'connecting' | 'live' | 'catching_up' | 'reconnecting' | 'offline' | 'signed_out' | 'ended';

export interface RunView {
  state: RunState;
  /** Text of turns that are still being spoken, by turn number. */
  speech: Readonly<Record<number, { attempt: number; text: string }>>;
  connection: Connection;
  /** While reconnecting: ms until the next try. */
  retryInMs: number | null;
}

export interface RunStore {
  getSnapshot(): RunView;
  subscribe(listener: () => void): () => void;
  /** Opens the stream; returns how to close it. */
  start(): () => void;
  /** Tries at once instead of waiting. */
  retryNow(): void;
}

/** The server beats every 15 s; silence for longer than this means the connection is gone. */
const silenceMs = 35_000;
const firstRetryMs = 500;
const longestRetryMs = 15_000;

/** A run in the browser: folds the stream with the server's own `evolve`, and comes back after any break without a gap. */
export function createRunStore({ state, streamUrl }: { state: RunState; streamUrl: string }): RunStore {
  let view: RunView = {
    state,
    speech: {},
    connection: state.status === 'finished' ? 'ended' : 'connecting',
    retryInMs: null,
  };
  const listeners = new Set<() => void>();
  let failures = 0;
  let stop: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAt = 0;

  function set(change: Partial<RunView>): void {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  }

  async function connect(): Promise<void> {
    clearTimeout(timer);
    stop?.abort();
    const mine = new AbortController();
    stop = mine;
    set({ connection: failures > 0 ? 'catching_up' : 'connecting', retryInMs: null });
    try {
      const url = `${streamUrl}${streamUrl.includes('?') ? '&' : '?'}after=${view.state.head}`;
      const response = await fetch(url, {
        headers: { accept: 'text/event-stream' },
        signal: mine.signal,
        cache: 'no-store',
      });
      if (response.status === 401 || response.status === 403 || response.status === 404)
        return set({ connection: 'signed_out' });
      if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`);
      failures = 0;
      heardAt = Date.now();
      set({ connection: 'live' });
      await read(response.body);
    } catch {
      if (mine.signal.aborted && stop !== mine) return;
    }
    if (stop === mine && !closed) again();
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    let next = view;
    const parser = createParser({
      onEvent: ({ data }) => {
        next = take(next, JSON.parse(data) as StreamEvent | SpeechFrame);
      },
    });
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heardAt = Date.now();
      next = view;
      parser.feed(decoder.decode(value, { stream: true }));
      if (next !== view) set({ state: next.state, speech: next.speech });
    }
  }

  /** The stream ended or failed: a finished run has nothing more to say, any other is asked for again. */
  function again(): void {
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** failures) * (0.5 + Math.random() / 2);
    failures += 1;
    if (view.state.status === 'finished') {
      set({ connection: 'ended' });
    } else if (!navigator.onLine) {
      set({ connection: 'offline', retryInMs: null });
    } else {
      set({ connection: 'reconnecting', retryInMs: wait });
      timer = setTimeout(connect, wait);
    }
  }

  let closed = false;
  const wake = () => {
    if (!closed && view.connection !== 'ended' && view.connection !== 'signed_out') void connect();
  };
  const look = () => {
    if (document.visibilityState === 'visible' && Date.now() - heardAt > silenceMs) wake();
  };

  return {
    getSnapshot: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      closed = false;
      if (view.connection === 'ended') return () => {};
      const offline = () => set({ connection: 'offline', retryInMs: null });
      const watchdog = setInterval(() => {
        if (view.connection === 'live' && Date.now() - heardAt > silenceMs) wake();
      }, 5000);
      window.addEventListener('online', wake);
      window.addEventListener('offline', offline);
      document.addEventListener('visibilitychange', look);
      void connect();
      return () => {
        closed = true;
        clearTimeout(timer);
        clearInterval(watchdog);
        window.removeEventListener('online', wake);
        window.removeEventListener('offline', offline);
        document.removeEventListener('visibilitychange', look);
        stop?.abort();
        stop = null;
      };
    },
    retryNow: wake,
  };
}

/** One frame of the stream on top of a view. Frames of an older epoch or attempt, and repeats, change nothing. */
export function take(view: RunView, frame: StreamEvent | SpeechFrame): RunView {
  if ('status' in frame) return { ...view, speech: hear(view, frame.payload) };
  const state = evolve(view.state, fromStreamEvent(frame));
  if (state === view.state) return view;
  const open = Object.entries(view.speech).filter(([turn, { attempt }]) => {
    const now = state.turns[Number(turn) - 1];
    return now?.status === 'open' && now.attempt === attempt;
  });
  return {
    ...view,
    state,
    speech: open.length === Object.keys(view.speech).length ? view.speech : Object.fromEntries(open),
  };
}

function hear({ state, speech }: RunView, { epoch, turn, attempt, offset, delta }: Delta): RunView['speech'] {
  const known = state.turns[turn - 1];
  if (epoch < state.epoch || (known && (known.status !== 'open' || attempt < known.attempt))) return speech;
  const before = speech[turn];
  const text = before?.attempt === attempt ? before.text : '';
  if (offset > text.length) return speech;
  return { ...speech, [turn]: { attempt, text: text.slice(0, offset) + delta } };
}
