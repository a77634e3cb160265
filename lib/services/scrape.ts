import { unheldRuns } from '../store/unheld-runs';
import { metrics } from '../telemetry/metrics';
import type { Context } from './context';
import { waitingExports } from './exports/waiting';
import { within } from './within';

const patienceMs = 2000;

type Watched = Pick<Context, 'db' | 'signal' | 'jobs' | 'drivers'>;

/** The series of this process in Prometheus' text form. */
export async function scrape(ctx: Watched): Promise<{ text: string; contentType: string }> {
  await gather(ctx);
  const { registry } = metrics();
  return { text: await registry.metrics(), contentType: registry.contentType };
}

/**
 * Brings up to date what only a look at the database tells. While it or the signals are gone the series say so, and
 * what can't be known keeps its last value.
 */
export async function gather(ctx: Watched): Promise<void> {
  const series = metrics();
  const [unheld, waiting, heard, exports] = await Promise.all([
    within(patienceMs, unheldRuns(ctx.db), null),
    within(patienceMs, ctx.jobs.waiting(), {}),
    within(patienceMs, ctx.signal.reachable(), false),
    within(patienceMs, waitingExports(ctx.db), null),
  ]);
  series.databaseUp.set(unheld ? 1 : 0);
  series.signalsUp.set(heard ? 1 : 0);
  series.runsDriven.set(ctx.drivers.size);
  if (unheld) {
    series.runsUnheld.set({ state: 'queued' }, unheld.queued);
    series.runsUnheld.set({ state: 'started' }, unheld.started);
    series.unheldSeconds.set(unheld.left);
  }
  if (exports) {
    // A target for which nothing waits any more has no row.
    series.exportsWaiting.reset();
    for (const [target, rows] of Object.entries({ notion: 0, file: 0, ...exports.waiting })) {
      series.exportsWaiting.set({ target }, rows);
    }
    series.exportsLeft.set(exports.left);
  }
  for (const [queue, jobs] of Object.entries(waiting)) series.jobsWaiting.set({ queue }, jobs);
}
