/** "Look": says only which run and which sequence. May be lost, late or repeated; PostgreSQL is the truth. */
export interface Signal {
  /** Tells this process at once; others hear from the log's own commit, or from here where the log does not tell. */
  announce(runId: string, seq: number): Promise<void>;
  /**
   * Calls `listener` for every announcement of the run until the returned function is called, and with `Infinity`
   * where announcements may have been missed: look, whatever the sequence.
   */
  subscribe(runId: string, listener: (seq: number) => void): Promise<() => void>;
  /** False while announcements of other processes may be missed: subscribers poll then. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Announced in place of a run where some run waits for a driver: every process that can drive listens to it. */
export const driverWanted = 'driver-wanted';

/** Announced as a run's sequence where somebody may no longer read it: its open streams look again at once. */
export const readersChanged = -1;
