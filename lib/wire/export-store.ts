import { changeExport, isUnderWay } from '../council/exports';
import type { RunState } from '../council/run';
import { type Browser, thisBrowser } from './browser';
import { type Connection, type Line, openLine } from './line';
import { fromStreamEvent, type SpeechFrame, type StreamEvent } from './stream-event';

/** Deliveries of a run's record, and how far its log was read. */
export type Delivered = Pick<RunState, 'head' | 'exports'>;

export interface ExportsView extends Delivered {
  /** `ended`: nothing is under way, so nothing is listened to. */
  connection: Connection;
}

export interface ExportStore {
  getSnapshot(): ExportsView;
  subscribe(listener: () => void): () => void;
  /** Listens while something is under way, and looks whenever the page is seen again; returns how to end it. */
  start(): () => void;
  /** Something was asked for: looks what became of it. */
  look(): void;
  /** Takes what the server drew anew, unless this is further. */
  adopt(fresh: Delivered): void;
}

/** A page that is looked at again looks itself, but not more often than this, ms. */
const restMs = 5000;

interface Options extends Delivered {
  /** The stream of the run, which has ended. */
  streamUrl: string;
  reader: string;
  /** Asks the server to draw the page anew: something else than an export has changed. */
  refresh: () => void;
  browser?: Browser;
}

/** What becomes of a record after its run: folds the exports alone, and listens only while one of them is under way. */
export function createExportStore({
  streamUrl,
  reader,
  refresh,
  browser = thisBrowser,
  ...first
}: Options): ExportStore {
  let view: ExportsView = { head: first.head, exports: first.exports, connection: 'ended' };
  let line: Line | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const listeners = new Set<() => void>();
  const set = (change: Partial<ExportsView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  const isOver = () => !view.exports.some(isUnderWay);

  function close(): void {
    line?.close();
    line = null;
    if (view.connection !== 'ended') set({ connection: 'ended' });
  }

  function take(frames: readonly string[]): void {
    let { head, exports } = view;
    let other = false;
    for (const frame of frames.map(parse)) {
      if ('status' in frame || frame.seq <= head) continue;
      const event = fromStreamEvent(frame);
      // What is missing before it, the server has.
      if (!isOfExport(event) || event.seq > head + 1 || hasMore(event)) other = true;
      if (isOfExport(event)) exports = changeExport(exports, event);
      head = event.seq;
    }
    if (head === view.head) return;
    set({ head, exports });
    if (other) refresh();
    if (view.connection === 'live' && isOver()) close();
  }

  function look(): void {
    lookedAt = browser.steady();
    line?.retryNow();
    line ??= openLine({
      browser,
      reader,
      isOver,
      url: () => `${streamUrl}&after=${view.head}&past_end=true`,
      onFrames: take,
      onLost: refresh,
      onStanding({ connection }) {
        set({ connection });
        if (connection === 'changed') refresh();
        if (connection === 'ended' || (connection === 'live' && isOver())) close();
      },
    });
  }

  return {
    getSnapshot: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      const deaf = browser.listen((moment) => {
        if (moment === 'left') close();
        else if (moment === 'back') look();
        else if (moment === 'seen' && !line && browser.steady() - lookedAt > restMs) look();
      });
      if (!isOver()) look();
      return () => {
        deaf();
        close();
      };
    },
    look,
    adopt(fresh) {
      if (fresh.head <= view.head) return;
      set({ head: fresh.head, exports: fresh.exports });
      if (!line && !isOver()) look();
    },
  };
}

type Logged = ReturnType<typeof fromStreamEvent>;
type OfExport = Parameters<typeof changeExport>[1];
/** The server knows more of it than the event says: files that were made, an integration that is refused. */
const hasMore = (event: OfExport) =>
  (event.name === 'export-delivered' && event.url === null) ||
  (event.name === 'export-failed' && event.retryAt === null);
/** Events of exports, and no others, are named so. */
const isOfExport = (event: Logged): event is OfExport => event.name.startsWith('export-');

/** The cast's guarantee: the server's encoder alone writes what a stream carries. */
const parse = (frame: string): StreamEvent | SpeechFrame => JSON.parse(frame) as StreamEvent | SpeechFrame;
