import type { Browser } from './browser';

export interface Siblings {
  /** Whether this tab is the one that streams. */
  leads(): boolean;
  tell(message: unknown): void;
  /** Takes the lead by force, from a tab that has fallen silent. */
  take(): void;
  leave(): void;
}

interface Options {
  /** Tabs of one name belong together. */
  name: string;
  browser: Browser;
  onLead: () => void;
  /** Another tab took the lead by force. */
  onLost: () => void;
  heard: (message: unknown) => void;
}

/**
 * One tab of several leads; the next one takes over as soon as it is gone, however it went. Where the browser has no
 * locks or channels every tab leads.
 */
export function joinSiblings({ name, browser, onLead, onLost, heard }: Options): Siblings {
  const { locks, openChannel } = browser;
  if (!locks || !openChannel) {
    onLead();
    return { leads: () => true, tell: () => {}, take: () => {}, leave: () => {} };
  }
  const channel = openChannel(name, heard);
  let leads = false;
  let left = false;
  let giveUp = () => {};

  async function ask(steal: boolean): Promise<void> {
    giveUp();
    const waiting = new AbortController();
    let free = () => {};
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    giveUp = () => {
      waiting.abort();
      free();
    };
    try {
      await locks?.request(name, steal ? { steal } : { signal: waiting.signal }, () => {
        if (left) return Promise.resolve();
        leads = true;
        onLead();
        return held;
      });
    } catch (error) {
      if (left || waiting.signal.aborted) return;
      // A browser that keeps nothing has locks and forbids them: then every tab leads, too.
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        if (leads) return;
        leads = true;
        return onLead();
      }
      leads = false;
      onLost();
      void ask(false);
    }
  }

  void ask(false);
  return {
    leads: () => leads,
    tell: (message) => !left && channel.post(message),
    take: () => void ask(true),
    leave() {
      left = true;
      leads = false;
      giveUp();
      channel.close();
    },
  };
}
