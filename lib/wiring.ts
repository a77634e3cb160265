import { type Database, getDatabase } from '@/db/client';
import { connectionsOfDrivers } from '@/db/limits';
import { newId } from '@/db/schema';
import { type Env, foldVersion, readEnv } from './env';
import { streamLimits } from './env/reach';
import { createPgBossJobs } from './jobs/pg-boss-jobs';
import { createSmtpMailer } from './mail/smtp-mailer';
import { createSite } from './net/site';
import type { Cache } from './ports/cache';
import type { Clock } from './ports/clock';
import type { Limits } from './ports/limits';
import { driverWanted } from './ports/signal';
import type { Speech } from './ports/speech';
import { createSaml } from './saml';
import { sealTrail } from './services/audit/seal';
import type { Context } from './services/context';
import { Outbox } from './services/exports/outbox';
import { startExporting, sweepExports } from './services/exports/sweep';
import { startInviting } from './services/invitations/deliver';
import { startTakingMinutes, sweepMinutes } from './services/minutes/sweep';
import { startDue } from './services/notifications/due';
import { startMailing, sweepNotices } from './services/notifications/sweep';
import { sweepOrganisations } from './services/organisations/delete';
import { OpenStreams } from './services/quotas/streams';
import { sweepRetention } from './services/retention/sweep';
import { Drivers } from './services/runs/drivers';
import { Feeds, type StreamCounts } from './services/runs/feed';
import { Folds } from './services/runs/folds';
import { sweepRuns } from './services/runs/sweep';
import { createBackedLease } from './signal/backed-lease';
import { createLimits, sharedByDatabase, sharedByRedis } from './signal/limits';
import { createMemoryCache } from './signal/memory-cache';
import { createPostgresLease } from './signal/postgres-lease';
import { createPostgresSignal } from './signal/postgres-signal';
import { sizesOf } from './signal/rates';
import { type Redis, withBreaker } from './signal/redis';
import { createRedisCache } from './signal/redis-cache';
import { createRedisLease } from './signal/redis-lease';
import { createRedisSignal } from './signal/redis-signal';
import { createTcpRedis } from './signal/tcp-redis';
import { createUpstashRedis } from './signal/upstash-redis';
import { createSpeech } from './speech';
import { createEventLog } from './store/event-log';
import { spendNonce } from './store/nonces';
import { pacedEventLog } from './store/paced-event-log';
import { addToRate } from './store/rate-counts';
import { createFileTarget } from './targets/file/file-target';
import { createNotionTarget } from './targets/notion/notion-target';
import { createLogger } from './telemetry/log';
import { breakerChanged, metrics } from './telemetry/metrics';
import { createSparingWarnings } from './telemetry/sparing';
import { openVault } from './vault';
import { deploymentSecrets } from './vault/secrets';
import { systemClock } from './wiring/clock';

export { systemClock };

const sweepMs = 1000;
/** How often what is older than it is kept is looked for; where there is more, at once. */
const retentionMs = 30_000;

/** A client of the Redis that is set up; null: none is. */
function redisOf(env: Env): Redis | null {
  const { REDIS_URL: tcp, UPSTASH_REDIS_REST_URL: rest, UPSTASH_REDIS_REST_TOKEN: token = '' } = env;
  return tcp ? createTcpRedis(tcp) : rest ? createUpstashRedis({ url: rest, token }) : null;
}

/** Shared by all instances where there is a Redis, by a connection of its own; else of this process. */
function cacheOf(env: Env, clock: Clock): Cache {
  const redis = redisOf(env);
  const adapter = redis ? 'redis' : 'memory';
  const counts = { read: (outcome: 'hit' | 'miss' | 'failed') => metrics().cacheReads.inc({ adapter, outcome }) };
  return redis ? createRedisCache(withBreaker(redis), counts) : createMemoryCache(clock, counts);
}

/** Counted in Redis where there is one, else by each process and, where another one must not forget it, the database. */
function limitsOf(env: Env, { db }: Pick<Database, 'db'>): Limits {
  const redis = redisOf(env);
  const count = (key: string, points: number, seconds: number) => addToRate(db, key, points, seconds);
  return createLimits(sizesOf(env.XIO_RATES), redis ? sharedByRedis(withBreaker(redis)) : sharedByDatabase(count));
}

/** Who drives and who hears: by Redis where there is one, with the database behind it, else by the database. */
function coordination(
  env: Env,
  { db, directUrl }: Pick<Database, 'db' | 'directUrl'>,
): Pick<Context, 'lease' | 'signal'> {
  const column = createPostgresLease(db);
  const { REDIS_URL: tcp, UPSTASH_REDIS_REST_URL: rest } = env;
  const found = redisOf(env);
  const adapter = tcp ? 'redis' : rest ? 'upstash' : 'postgresql';
  const counts = {
    announced: (outcome: 'sent' | 'failed') => metrics().signals.inc({ adapter, outcome }),
    renewed: () => metrics().subscriptionsRenewed.inc({ adapter }),
  };
  if (!found) return { lease: column, signal: createPostgresSignal(directUrl, counts) };
  breakerChanged('redis', 0);
  const redis = withBreaker(found, (open) => breakerChanged('redis', open ? 1 : 0, open));
  const alone = () => metrics().leaseFallbacks.inc();
  return { lease: createBackedLease(createRedisLease(redis), column, alone), signal: createRedisSignal(redis, counts) };
}

const streamCounts: StreamCounts = {
  opened: () => metrics().viewers.inc(),
  closed: () => metrics().viewers.dec(),
  sent: (ms) => metrics().eventToSend.observe(ms / 1000),
  polls: (ms) => metrics().pollInterval.set(ms / 1000),
};

/** Builds a context on a database. The only constructor; tests pass what they want different. */
export function buildContext(database: Pick<Database, 'db' | 'directUrl'>, over: Partial<Context> = {}): Context {
  const env = over.env ?? readEnv();
  const logger = over.logger ?? createLogger(env.XIO_LOG_LEVEL);
  const clock = over.clock ?? systemClock;
  const warn = createSparingWarnings(logger, clock.now);
  const events =
    over.events ??
    pacedEventLog(createEventLog(database.db), connectionsOfDrivers, {
      waiting: (count) => metrics().appendsWaiting.set(count),
      took: (ms) => metrics().appendTime.observe(ms / 1000),
    });
  const { lease, signal } = { ...coordination(env, database), ...over };
  const drivers = new Drivers(env.XIO_RUNS_AT_ONCE, env.XIO_DRIVE_SECONDS && env.XIO_DRIVE_SECONDS * 1000);
  const cache = over.cache ?? cacheOf(env, clock);
  const folds = new Folds({ events, cache }, foldVersion);
  const vault = over.vault ?? openVault(env);
  const site = env.XIO_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
  const feeds = new Feeds(
    { events, signal, clock, counts: streamCounts, flushed: (goOn) => process.nextTick(goOn) },
    (runId) => drivers.has(runId),
  );
  return {
    env,
    logger,
    clock,
    events,
    signal,
    drivers,
    feeds,
    streams: new OpenStreams({ db: database.db, clock, limits: streamLimits(env) }, newId()),
    cache,
    limits: over.limits ?? limitsOf(env, database),
    folds,
    db: database.db,
    lease,
    site: createSite({
      address: site,
      secrets: () => deploymentSecrets(env),
      now: clock.now,
      spend: (nonce, keepMs) => spendNonce(database.db, nonce, keepMs),
      onFailure: (error) => logger.warn({ error }, 'this deployment could not call itself'),
    }),
    speech: createSpeech(env, clock, logger),
    vault,
    saml: createSaml({ db: database.db, vault, clock, site }),
    jobs: createPgBossJobs(database.directUrl, (error) => warn(error, 'the job queue failed')),
    targets: { file: createFileTarget(), notion: createNotionTarget({ baseUrl: env.XIO_NOTION_URL }) },
    outbox: new Outbox(),
    mailer: env.SMTP_URL ? createSmtpMailer({ url: env.SMTP_URL, from: env.SMTP_FROM ?? '' }) : null,
    ...over,
  };
}

/** Speech alone, for commands that need no database. */
export const speechOf = (env: Env): Speech => createSpeech(env, systemClock, createLogger(env.XIO_LOG_LEVEL));

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

/**
 * Looks for runs without a driver, for exports and minutes without a worker and for deciders to be told, now and every second;
 * sends queued exports and mails. Returns how to stop: runs, after `graceMs` at the latest, and jobs are let go, the database closed.
 */
export async function startSweeping(): Promise<(graceMs: number) => Promise<void>> {
  const ctx = await getContext();
  const warn = createSparingWarnings(ctx.logger, ctx.clock.now);
  let telling: Promise<void> | null = null;
  let exporting: Promise<void> | null = null;
  let sealing: Promise<unknown> | null = null;
  let erasing: Promise<void> | null = null;
  let eraseAt = 0;
  let taking: Promise<void> | null = null;
  const sweepNow = () => {
    sweepRuns(ctx).catch((error: unknown) => warn(error, 'the sweep failed'));
  };
  const sweep = () => {
    sweepNow();
    exporting ??= sweepExports(ctx)
      .catch((error: unknown) => warn(error, 'exports could not be looked for'))
      .finally(() => {
        exporting = null;
      });
    sealing ??= sealTrail(ctx)
      .catch((error: unknown) => warn(error, 'the trail could not be sealed'))
      .finally(() => {
        sealing = null;
      });
    if (ctx.clock.now() >= eraseAt) {
      erasing ??= sweepRetention(ctx)
        .then((more) => {
          eraseAt = more ? 0 : ctx.clock.now() + retentionMs;
        })
        .catch((error: unknown) => warn(error, 'texts could not be erased'))
        .finally(() => {
          erasing = null;
        });
    }
    taking ??= sweepMinutes(ctx)
      .catch((error: unknown) => warn(error, 'minutes could not be looked for'))
      .finally(() => {
        taking = null;
      });
    telling ??= sweepNotices(ctx)
      .catch((error: unknown) => warn(error, 'deciders could not be told'))
      .then(() => sweepOrganisations(ctx))
      .catch((error: unknown) => warn(error, 'organisations could not be deleted'))
      .finally(() => {
        telling = null;
      });
  };
  sweep();
  const timer = setInterval(sweep, sweepMs);
  void ctx.signal.subscribe(driverWanted, sweepNow);
  void startMailing(ctx);
  void startInviting(ctx);
  void startDue(ctx);
  void startExporting(ctx);
  void startTakingMinutes(ctx);
  return async (graceMs) => {
    clearInterval(timer);
    await Promise.all([
      ctx.drivers.leave(graceMs, ctx.clock),
      ctx.outbox.leave(),
      telling,
      exporting,
      sealing,
      erasing,
      taking,
    ]);
    await ctx.jobs.stop();
    ctx.mailer?.close();
    await ctx.streams.close();
    await ctx.signal.close();
    await ctx.cache.close();
    await ctx.limits.close();
    await (await getDatabase()).close();
  };
}
