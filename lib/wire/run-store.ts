import { isUnderWay } from '../council/exports';
import type { RunState } from '../council/run';
import { type Browser, thisBrowser } from './browser';
import { type Line, openLine, type Standing, silenceMs } from './line';
import { hearServerClock, serverSkew } from './server-clock';
import { joinSiblings, type Siblings } from './siblings';
import type { SpeechFrame, StreamEvent } from './stream-event';
import { Gap, type RunView, spokenNow, take } from './take';

export type { Connection } from './line';
export type { RunView } from './take';

export interface RunStore {
  getSnapshot(): RunView;
  subscribe(listener: () => void): () => void;
  /** Opens the stream, or joins the tab that has it; returns how to close it. */
  start(): () => void;
  /** Tries at once instead of waiting. */
  retryNow(): void;
  /** Takes the state that the server drew anew, unless this one is further. */
  adopt(state: RunState): void;
}

/** Between the tabs of one run and reader. `here` answers `hello` with what a tab that comes later has missed. */
type Message =
  | { kind: 'frames'; frames: string[] }
  | { kind: 'hello'; head: number }
  | { kind: 'retry' }
  | ({ kind: 'standing'; skewMs: number | null } & Standing)
  | ({ kind: 'here'; skewMs: number | null; state: RunState | null; speech: RunView['speech'] } & Standing);

/** A tab that leads and does not answer for this long is asleep, ms. */
const answerMs = 3000;
const watchMs = 5000;

interface Options {
  state: RunState;
  streamUrl: string;
  /** For whom the page was drawn, as the server names its readers; only tabs of the same one share a stream. */
  reader: string;
  /** Asks the server to draw the page anew; its state comes back by `adopt`. */
  refresh: () => void;
  browser?: Browser;
}

/**
 * A run in the browser: folds the stream with the server's own `evolve`, and comes back after any break without a gap.
 * Of several tabs one streams and passes on what it hears; the others take over when it is gone or falls silent.
 */
export function createRunStore({ state, streamUrl, reader, refresh, browser = thisBrowser }: Options): RunStore {
  let view: RunView = {
    state,
    speech: {},
    connection: nothingComes(state) ? 'ended' : 'connecting',
    retryInMs: null,
  };
  const listeners = new Set<() => void>();
  let siblings: Siblings | null = null;
  let line: Line | null = null;
  let heardAt = 0;
  /** How often the tab that leads was heard. */
  let heard = 0;
  let answer: ReturnType<typeof setTimeout> | undefined;
  /** A frame could not be folded: none is, until the server's own state is here. */
  let broken = false;

  function set(change: Partial<RunView>): void {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  }
  const tell = (message: Message) => siblings?.tell(message);
  const leads = () => siblings?.leads() ?? false;
  const isOver = () => nothingComes(view.state);
  const standing = () => ({ connection: view.connection, retryInMs: view.retryInMs, skewMs: serverSkew() });

  function repair(why: unknown): void {
    // biome-ignore lint/suspicious/noConsole: a page that had to mend itself says so to whoever looks into it
    console.warn('The run is read anew.', why);
    broken = true;
    refresh();
  }

  function fold(frames: readonly string[]): void {
    if (broken || frames.length === 0) return;
    let next = view;
    try {
      for (const frame of frames) next = take(next, parse(frame));
    } catch (error) {
      if (error instanceof Gap && !leads()) greet();
      else repair(error);
    }
    if (next === view) return;
    const pastEnd = view.state.status === 'finished';
    set({ state: next.state, speech: next.speech });
    // A stream past the end never ends by itself.
    if (pastEnd && isOver() && view.connection === 'live') {
      leave();
      set({ connection: 'ended' });
    }
  }

  function stand({ connection, retryInMs }: Standing): void {
    if (connection === view.connection && retryInMs === view.retryInMs) return;
    set({ connection, retryInMs });
    if (connection === 'changed') refresh();
  }

  function lead(): void {
    clearTimeout(answer);
    line = openLine({
      browser,
      reader,
      url: () =>
        `${streamUrl}${streamUrl.includes('?') ? '&' : '?'}after=${view.state.head}${view.state.status === 'finished' ? '&past_end=true' : ''}`,
      isOver,
      onStanding(now) {
        stand(now);
        tell({ kind: 'standing', ...standing() });
      },
      onFrames(frames) {
        tell({ kind: 'frames', frames });
        fold(frames);
      },
      onLost: () => repair('The server has not what was seen here.'),
    });
  }

  /** Asks the tab that leads for what this one has missed; one that does not answer, though this one is looked at, leads no more. */
  function greet(): void {
    tell({ kind: 'hello', head: view.state.head });
    clearTimeout(answer);
    const before = heard;
    answer = setTimeout(() => {
      if (!leads() && heard === before && browser.isSeen() && browser.isOnline()) siblings?.take();
    }, answerMs);
  }

  function hear(said: Message): void {
    if (said.kind === 'retry') line?.retryNow();
    else if (said.kind === 'hello') {
      const { state: now, speech } = view;
      if (leads()) tell({ kind: 'here', ...standing(), speech, state: now.head > said.head ? now : null });
    } else if (!leads()) follow(said);
  }

  function follow(said: Exclude<Message, { kind: 'retry' | 'hello' }>): void {
    heardAt = browser.now();
    heard += 1;
    if (said.kind === 'frames') {
      fold(said.frames);
      return;
    }
    if (said.skewMs !== null) hearServerClock(heardAt + said.skewMs, heardAt);
    if (said.kind === 'here') {
      if (said.state) adopt(said.state);
      set({ speech: said.speech });
    }
    stand(said);
  }

  function adopt(fresh: RunState): void {
    if (fresh.runId !== view.state.runId || (fresh.head <= view.state.head && !broken)) return;
    set({ state: fresh, speech: spokenNow(fresh, view.speech) });
    if (broken) line?.retryNow();
    broken = false;
  }

  function join(): void {
    siblings = joinSiblings({
      name: `xio-run:${state.runId}:${reader}`,
      browser,
      onLead: lead,
      onLost: part,
      heard: (message) => hear(fromSibling(message)),
    });
    if (!leads()) greet();
  }
  /** Leads no more. */
  function part(): void {
    line?.close();
    line = null;
  }
  function leave(): void {
    clearTimeout(answer);
    part();
    siblings?.leave();
    siblings = null;
  }

  return {
    getSnapshot: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (isOver()) return () => {};
      const watchdog = setInterval(() => {
        if ((broken || view.connection === 'changed') && browser.isOnline()) refresh();
        const waits =
          view.connection === 'live' || view.connection === 'catching_up' || view.connection === 'connecting';
        if (!leads() && waits && browser.now() - heardAt > silenceMs) greet();
      }, watchMs);
      const deaf = browser.listen((moment) => {
        if (moment === 'left') leave();
        else if (moment === 'back' && !siblings) join();
        else if (moment === 'seen' && siblings && !leads()) {
          if (view.connection === 'signed_out' || view.connection === 'no_access') tell({ kind: 'retry' });
          greet();
        }
      });
      join();
      return () => {
        clearInterval(watchdog);
        deaf();
        leave();
      };
    },
    retryNow() {
      if (line) line.retryNow();
      else {
        tell({ kind: 'retry' });
        greet();
      }
    },
    adopt,
  };
}

/** The run has ended, and so has every export of its record. */
const nothingComes = ({ status, exports }: RunState) => status === 'finished' && !exports.some(isUnderWay);

/** The cast's guarantee: only this store's own tabs post to its channel, and a page of an older build only adds kinds. */
const fromSibling = (message: unknown): Message => message as Message;
/** The cast's guarantee: the server's encoder alone writes what a stream carries; `evolve` throws on what it does not know. */
const parse = (frame: string): StreamEvent | SpeechFrame => JSON.parse(frame) as StreamEvent | SpeechFrame;
