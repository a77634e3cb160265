import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    runs: new Counter({ name: 'xio_runs_total', help: 'Runs that ended', labelNames: ['outcome'] as const, registers }),
    turns: new Counter({
      name: 'xio_turns_total',
      help: 'Turns completed',
      labelNames: ['purpose'] as const,
      registers,
    }),
    tokens: new Counter({ name: 'xio_tokens_total', help: 'Tokens used by seats', registers }),
    cost: new Counter({ name: 'xio_cost_micro_usd_total', help: 'Cost of seats in micro-USD', registers }),
    timeToDecision: new Histogram({
      name: 'xio_time_to_decision_seconds',
      help: 'Active time of runs that were decided',
      buckets: [10, 30, 60, 120, 180, 300, 420, 600, 900, 1800, 3600],
      registers,
    }),
    viewers: new Gauge({ name: 'xio_stream_viewers', help: 'Open streams', registers }),
    mails: new Counter({
      name: 'xio_mails_total',
      help: 'Tries to send a mail: sent, to be retried, failed for good, no longer needed',
      labelNames: ['outcome'] as const,
      registers,
    }),
    jobsWaiting: new Gauge({
      name: 'xio_jobs_waiting',
      help: 'Kept jobs that wait for their first or next try',
      labelNames: ['queue'] as const,
      registers,
    }),
    signals: new Counter({
      name: 'xio_signals_total',
      help: 'Announcements to other processes: sent, or failed and left to the poll',
      labelNames: ['adapter', 'outcome'] as const,
      registers,
    }),
    subscriptionsRenewed: new Counter({
      name: 'xio_subscriptions_renewed_total',
      help: 'Subscriptions that were lost and tried again',
      labelNames: ['adapter'] as const,
      registers,
    }),
    leaseFallbacks: new Counter({
      name: 'xio_lease_fallbacks_total',
      help: 'Lease calls that the database decided alone because Redis did not answer',
      registers,
    }),
    pollInterval: new Gauge({
      name: 'xio_poll_interval_seconds',
      help: 'How often a watched run is looked at when no signal comes',
      registers,
    }),
    eventToSend: new Histogram({
      name: 'xio_event_to_send_seconds',
      help: 'From the commit of an event to its hand-over to a viewer',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

declare global {
  var xioMetrics: Metrics | undefined;
}

/** The counters of this process. Handlers, pages and instrumentation share no modules, only `globalThis`. */
export function metrics(): Metrics {
  globalThis.xioMetrics ??= createMetrics();
  return globalThis.xioMetrics;
}
