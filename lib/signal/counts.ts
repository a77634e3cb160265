/** Told what becomes of announcements and subscriptions, for the metrics. */
export interface SignalCounts {
  announced(outcome: 'sent' | 'failed'): void;
  /** A subscription was lost, and is tried again. */
  renewed(): void;
}

export const uncounted: SignalCounts = { announced: () => {}, renewed: () => {} };

/** Told what becomes of what was kept, for the metrics. */
export interface CacheCounts {
  read(outcome: 'hit' | 'miss' | 'failed'): void;
}

export const uncountedCache: CacheCounts = { read: () => {} };
