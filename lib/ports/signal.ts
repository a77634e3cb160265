/** "Look": says only which run and which sequence. May be lost, late or repeated; PostgreSQL is the truth. */
export interface Signal {
  announce(runId: string, seq: number): Promise<void>;
  /** Calls `listener` for every announcement of the run until the returned function is called. */
  subscribe(runId: string, listener: (seq: number) => void): Promise<() => void>;
  close(): Promise<void>;
}
