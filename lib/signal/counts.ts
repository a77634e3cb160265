/** Told what becomes of announcements and subscriptions, for the metrics. */
export interface SignalCounts {
  announced(outcome: 'sent' | 'failed'): void;
  /** A subscription was lost, and is tried again. */
  renewed(): void;
}

export const uncounted: SignalCounts = { announced: () => {}, renewed: () => {} };
