'use client';

import { useSyncExternalStore } from 'react';
import type { RunState } from '@/lib/council/run';

export type Connection = 'connecting' | 'live' | 'catching_up' | 'reconnecting' | 'offline' | 'signed_out' | 'ended';

export interface RunSnapshot {
  state: RunState;
  /** Text of the open turns so far, by turn number. */
  speech: Record<number, { attempt: number; text: string }>;
  connection: Connection;
  retryInMs: number | null;
}

export interface RunView {
  subscribe(listener: () => void): () => void;
  getSnapshot(): RunSnapshot;
}

/** Reads one part of the run; the component draws again only when that part is another object. */
export function useRun<T>(run: RunView, part: (snapshot: RunSnapshot) => T): T {
  const read = () => part(run.getSnapshot());
  return useSyncExternalStore(run.subscribe, read, read);
}
