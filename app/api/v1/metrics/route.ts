import { metrics } from '@/lib/telemetry/metrics';
import { handle } from '../_http/handle';

/** Counters of this process in Prometheus' text form. */
export const GET = handle('metrics.read', async () => {
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  });
});
