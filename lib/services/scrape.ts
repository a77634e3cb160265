import { unheldRuns } from '../store/unheld-runs';
import { metrics } from '../telemetry/metrics';
import type { Context } from './context';
import { within } from './within';

const patienceMs = 2000;

/**
 * The series of this process in Prometheus' text form, with what only a look at the database tells. They come also
 * while the database or the signals are gone: then those say so, and what can't be known keeps its last value.
 */
export async function scrape(
  ctx: Pick<Context, 'db' | 'signal' | 'jobs' | 'drivers'>,
): Promise<{ text: string; contentType: string }> {
  const { registry, ...series } = metrics();
  const [unheld, waiting, heard] = await Promise.all([
    within(patienceMs, unheldRuns(ctx.db), null),
    within(patienceMs, ctx.jobs.waiting(), {}),
    within(patienceMs, ctx.signal.reachable(), false),
  ]);
  series.databaseUp.set(unheld ? 1 : 0);
  series.signalsUp.set(heard ? 1 : 0);
  series.runsDriven.set(ctx.drivers.size);
  if (unheld) {
    series.runsUnheld.set({ state: 'queued' }, unheld.queued);
    series.runsUnheld.set({ state: 'started' }, unheld.started);
    series.unheldSeconds.set(unheld.left);
  }
  for (const [queue, jobs] of Object.entries(waiting)) series.jobsWaiting.set({ queue }, jobs);
  return { text: await registry.metrics(), contentType: registry.contentType };
}
