import { getDatabase } from '@/db/client';
import { readEnv } from './env';
import type { Clock } from './ports/clock';
import type { Context } from './services/context';
import { Drivers } from './services/runs/drivers';
import { Feeds } from './services/runs/feed';
import { sweepRuns } from './services/runs/sweep';
import { createPostgresLease } from './signal/postgres-lease';
import { createPostgresSignal } from './signal/postgres-signal';
import { createSpeech } from './speech';
import { createEventLog } from './store/event-log';
import { createLogger } from './telemetry/log';

const sweepMs = 1000;

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
};

/** Builds a context on a database. The only constructor; tests pass what they want different. */
export function buildContext(
  database: Pick<Awaited<ReturnType<typeof getDatabase>>, 'db' | 'directUrl'>,
  over: Partial<Context> = {},
): Context {
  const env = over.env ?? readEnv();
  const logger = over.logger ?? createLogger(env.XIO_LOG_LEVEL);
  const clock = over.clock ?? systemClock;
  const events = over.events ?? createEventLog(database.db);
  const signal = over.signal ?? createPostgresSignal(database.directUrl);
  const drivers = new Drivers();
  const feeds = new Feeds({ events, signal, clock }, (runId) => drivers.has(runId));
  return {
    env,
    logger,
    clock,
    events,
    signal,
    drivers,
    feeds,
    db: database.db,
    lease: createPostgresLease(database.db),
    speech: createSpeech(env, clock, logger),
    ...over,
  };
}

declare global {
  var xioContext: Promise<Context> | undefined;
}

/** This process's context. Handlers, pages and instrumentation share no modules, only `globalThis`. */
export function getContext(): Promise<Context> {
  globalThis.xioContext ??= getDatabase()
    .then((database) => buildContext(database))
    .catch((error: unknown) => {
      globalThis.xioContext = undefined;
      throw error;
    });
  return globalThis.xioContext;
}

/** Looks for runs without a driver, now and every second. Returns how to stop: runs are let go, the database closed. */
export async function startSweeping(): Promise<() => Promise<void>> {
  const ctx = await getContext();
  const sweep = () => sweepRuns(ctx).catch((error: unknown) => ctx.logger.warn({ error }, 'the sweep failed'));
  void sweep();
  const timer = setInterval(sweep, sweepMs);
  return async () => {
    clearInterval(timer);
    await ctx.drivers.leave();
    await ctx.signal.close();
    await (await getDatabase()).close();
  };
}
