import { expect, it } from 'vitest';
import { metrics } from './metrics';

it('keeps the names that dashboards and alerts rely on, and counts once per process', async () => {
  metrics().runs.inc({ outcome: 'decided' });
  metrics().runs.inc({ outcome: 'decided' });
  const text = await metrics().registry.metrics();
  expect(text).toContain('xio_runs_total{outcome="decided"} 2');
  for (const name of [
    'xio_turns_total',
    'xio_tokens_total',
    'xio_cost_micro_usd_total',
    'xio_time_to_decision_seconds',
    'xio_stream_viewers',
    'xio_event_to_send_seconds',
    'xio_signals_total',
    'xio_subscriptions_renewed_total',
    'xio_lease_fallbacks_total',
    'xio_poll_interval_seconds',
    'xio_mails_total',
    'xio_jobs_waiting',
  ]) {
    expect(text).toContain(`# TYPE ${name} `);
  }
});
