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
    exports: new Counter({
      name: 'xio_exports_total',
      help: 'Tries to export: delivered, to be retried, failed until a person acts, cancelled',
      labelNames: ['target', 'outcome'] as const,
      registers,
    }),
    exportTime: new Histogram({
      name: 'xio_export_seconds',
      help: 'From the request of an export to its delivery',
      labelNames: ['target'] as const,
      buckets: [0.5, 1, 2, 5, 10, 20, 60, 300, 1800, 7200],
      registers,
    }),
    exportsWaiting: new Gauge({
      name: 'xio_exports_waiting',
      help: 'Exports of all processes that have not arrived: due, between two tries, or kept by a broken integration',
      labelNames: ['target'] as const,
      registers,
    }),
    exportsLeft: new Gauge({
      name: 'xio_exports_left_seconds',
      help: 'For how long the export that was left longest could have been sent, and nobody did',
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
    cacheReads: new Counter({
      name: 'xio_cache_reads_total',
      help: 'Reads of what is kept of runs: found, not there, or the cache could not be asked',
      labelNames: ['adapter', 'outcome'] as const,
      registers,
    }),
    pollInterval: new Gauge({
      name: 'xio_poll_interval_seconds',
      help: 'How often a watched run is looked at when no signal comes',
      registers,
    }),
    requests: new Counter({
      name: 'xio_http_requests_total',
      help: 'Requests answered, by kind of address and status; aborted: the caller left before an answer',
      labelNames: ['class', 'status'] as const,
      registers,
    }),
    requestTime: new Histogram({
      name: 'xio_http_request_seconds',
      help: 'From a request to the end of its answer; streams are not counted',
      labelNames: ['class'] as const,
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    guesses: new Counter({
      name: 'xio_guesses_total',
      help: 'Wrong tokens and passwords: looked at and wrong, or refused unseen as one too many',
      labelNames: ['at', 'outcome'] as const,
      registers,
    }),
    runsDriven: new Gauge({ name: 'xio_runs_driven', help: 'Runs that this process drives', registers }),
    runsUnheld: new Gauge({
      name: 'xio_runs_unheld',
      help: 'Runs of all processes that have work to do and no driver: queued, or started before',
      labelNames: ['state'] as const,
      registers,
    }),
    unheldSeconds: new Gauge({
      name: 'xio_runs_unheld_seconds',
      help: 'For how long the started run that was left longest has had no driver',
      registers,
    }),
    takeovers: new Counter({
      name: 'xio_takeovers_total',
      help: 'Runs taken up again here: between turns (whole), or with turns that were cut off',
      labelNames: ['turns'] as const,
      registers,
    }),
    leasesLost: new Counter({
      name: 'xio_leases_lost_total',
      help: 'Leases that were gone while the run was driven',
      registers,
    }),
    driversFailed: new Counter({
      name: 'xio_drivers_failed_total',
      help: 'Drivers that gave up by an error and try again',
      registers,
    }),
    turnsFailed: new Counter({
      name: 'xio_turns_failed_total',
      help: 'Attempts of turns that failed',
      labelNames: ['reason'] as const,
      registers,
    }),
    modelCalls: new Counter({
      name: 'xio_model_calls_total',
      help: 'Calls of models: ok, or the failure',
      labelNames: ['provider', 'outcome'] as const,
      registers,
    }),
    modelTime: new Histogram({
      name: 'xio_model_call_seconds',
      help: 'Calls of models that came to their end',
      labelNames: ['provider'] as const,
      buckets: [0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120],
      registers,
    }),
    modelFirst: new Histogram({
      name: 'xio_model_first_token_seconds',
      help: 'From the call of a model to its first token',
      labelNames: ['provider'] as const,
      buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30],
      registers,
    }),
    breakersOpen: new Gauge({
      name: 'xio_breakers_open',
      help: 'Circuit breakers that are open: of Redis, or of the ways to a provider of models',
      labelNames: ['breaker'] as const,
      registers,
    }),
    breakersOpened: new Counter({
      name: 'xio_breakers_opened_total',
      help: 'How often a circuit breaker opened',
      labelNames: ['breaker'] as const,
      registers,
    }),
    appendsWaiting: new Gauge({
      name: 'xio_appends_waiting',
      help: 'Appends of drivers that wait for the database: it slows them down',
      registers,
    }),
    appendTime: new Histogram({
      name: 'xio_append_seconds',
      help: 'What one append of a driver takes the database',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    databaseUp: new Gauge({ name: 'xio_database_up', help: 'The database answers this process', registers }),
    signalsUp: new Gauge({
      name: 'xio_signals_up',
      help: 'Signals of other processes are heard; 0: degraded, this process polls',
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

/** Shows how many circuit breakers of a name are open now, and counts when one `opened`. */
export function breakerChanged(breaker: string, open: number, opened = false): void {
  metrics().breakersOpen.set({ breaker }, open);
  metrics().breakersOpened.inc({ breaker }, opened ? 1 : 0); // zero makes the series known before it rises
}
