export interface Channel {
  post(message: unknown): void;
  close(): void;
}

export interface Locks {
  /** Holds a name until `held` settles; rejects when the wait is given up or somebody takes the name by force. */
  request(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown>;
}

/**
 * What happens to a page: `left` puts it by (it may come back whole), `back` takes it up again; `session`: somebody
 * signed in or out in another tab.
 */
export type Moment = 'online' | 'offline' | 'seen' | 'left' | 'back' | 'session';

/** What a run's line needs of the browser; tests bring a twin. */
export interface Browser {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The wall clock, ms since 1970. */
  now(): number;
  /** A clock that nobody sets, ms. It parts from the other when the machine slept or its clock was set. */
  steady(): number;
  isOnline(): boolean;
  isSeen(): boolean;
  listen(told: (moment: Moment) => void): () => void;
  /** Null where the browser has none: then every tab streams for itself. */
  locks: Locks | null;
  openChannel: ((name: string, heard: (message: unknown) => void) => Channel) | null;
}

const sessionChannel = 'xio-session';

/** Tells the other tabs of this browser that somebody signed in or out. */
export function tellSession(browser: Browser = thisBrowser): void {
  const channel = browser.openChannel?.(sessionChannel, () => {});
  channel?.post('changed');
  channel?.close();
}

/** The browser that this runs in. */
export const thisBrowser: Browser = {
  fetch: (url, init) => fetch(url, init),
  now: () => Date.now(),
  steady: () => performance.now(),
  isOnline: () => navigator.onLine,
  isSeen: () => document.visibilityState === 'visible',
  listen(told) {
    const left = new AbortController();
    const { signal } = left;
    addEventListener('online', () => told('online'), { signal });
    addEventListener('offline', () => told('offline'), { signal });
    addEventListener('pagehide', () => told('left'), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && told('back'), { signal });
    addEventListener('focus', () => told('seen'), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && told('seen'), {
      signal,
    });
    const session = this.openChannel?.(sessionChannel, () => told('session'));
    return () => {
      left.abort();
      session?.close();
    };
  },
  get locks() {
    return typeof navigator !== 'undefined' && 'locks' in navigator ? navigator.locks : null;
  },
  get openChannel() {
    if (typeof BroadcastChannel === 'undefined') return null;
    return (name: string, heard: (message: unknown) => void) => {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => heard(data);
      return { post: (message: unknown) => channel.postMessage(message), close: () => channel.close() };
    };
  },
};
