import type { Signal } from '../ports/signal';
import { Listeners } from './listeners';

/** Announcements within one process. */
export function createMemorySignal(): Signal {
  const listeners = new Listeners();
  return {
    announce: async (runId, seq) => listeners.tell(runId, seq),
    subscribe: async (runId, listener) => listeners.add(runId, listener),
    reachable: async () => true,
    close: async () => listeners.clear(),
  };
}
