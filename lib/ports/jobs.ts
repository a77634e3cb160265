/** How a queue treats its jobs. Its name is part of the stored jobs: a renamed queue leaves them behind. */
export interface Queue {
  /** Letters, digits, `_` and `-`. */
  name: string;
  /** Tries in all, the first one included. */
  attempts: number;
  /** Wait before the second try, in seconds, 1 or more; it doubles with every further one, with jitter. */
  delaySeconds: number;
  longestDelaySeconds: number;
  /** A try that takes longer is aborted and counts as failed; so does one whose process died. */
  limitSeconds: number;
}

export interface Job {
  /** What was enqueued, as JSON gives it back: parse it. */
  data: unknown;
  /** From 1. */
  attempt: number;
  /** Aborted when the try has taken too long, or the process has to go. */
  signal: AbortSignal;
}

/**
 * Jobs that outlive the process which asked for them. Each is done at least once: a try may be repeated after it
 * succeeded, where its process died before it could say so. `Tx` is the store's transaction.
 */
export interface Jobs<Tx> {
  /**
   * Keeps a job for when `tx` commits; if it does not, there is no job. Its first try comes after `afterSeconds` at the
   * earliest. @throws where the queue can't be had.
   */
  enqueue(tx: Tx, queue: Queue, data: object, afterSeconds?: number): Promise<void>;
  /**
   * Does the queue's jobs, here and in every process that calls this, until `stop`. A rejected try is repeated;
   * `giveUp` hears, also at least once, of a job that has used all its attempts. Resolves at once: while the queue
   * can't be had, it is tried again.
   */
  work(queue: Queue, work: (job: Job) => Promise<void>, giveUp: (data: unknown) => Promise<void>): Promise<void>;
  /** How many jobs wait for their first try, which is due, or for another one, by queue. */
  waiting(): Promise<Record<string, number>>;
  /** Takes no more jobs; those under way get up to 3 seconds, then their signal is aborted and they are tried again. */
  stop(): Promise<void>;
}
