/** Time as data, so that tests can hold it. */
export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}
