'use client';

import { useSyncExternalStore } from 'react';
import type { RunStore, RunView as Snapshot } from '@/lib/wire/run-store';

/** What the room needs of a run: to read it, to be told when it changes, to ask for it again. */
export type RunView = Pick<RunStore, 'subscribe' | 'getSnapshot' | 'retryNow'>;
export type { Connection } from '@/lib/wire/run-store';

/** Reads one part of the run; the component draws again only when that part is another object. */
export function useRun<T>(run: RunView, part: (snapshot: Snapshot) => T): T {
  const read = () => part(run.getSnapshot());
  return useSyncExternalStore(run.subscribe, read, read);
}
