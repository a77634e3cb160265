import { metrics } from '@/lib/telemetry/metrics';
import { handle } from '../_http/handle';

/** Counters of this process in Prometheus' text form, with the jobs that wait for any. */
export const GET = handle('metrics.read', async ({ ctx }) => {
  const { registry, jobsWaiting } = metrics();
  for (const [queue, jobs] of Object.entries(await ctx.jobs.waiting())) jobsWaiting.set({ queue }, jobs);
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  });
});
