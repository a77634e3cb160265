import { openNeonHttp } from '@/db/neon-http';
import type { Statements } from '@/db/statements';
import { hostedBy, ratesOf, readReach, streamLimits } from '../env/reach';
import { createSite } from '../net/site';
import type { Limits } from '../ports/limits';
import { driverWanted, type Signal } from '../ports/signal';
import type { Site } from '../ports/site';
import { ServiceError } from '../services/errors';
import { OpenStreams } from '../services/quotas/streams';
import { Feeds } from '../services/runs/feed';
import type { StreamPorts } from '../services/runs/stream';
import { redisCount, sizesOf, takeByCount } from '../signal/rates';
import { withBreaker } from '../signal/redis';
import { createRedisSignal } from '../signal/redis-signal';
import { createUpstashRedis } from '../signal/upstash-redis';
import { createLogReader } from '../store/read-log';
import { edgeLogger } from '../telemetry/edge-log';
import { systemClock } from './clock';

/** All that an edge handler may use: what can be had by fetch alone. */
export interface EdgeContext extends StreamPorts {
  env: ReturnType<typeof readReach>;
  db: Statements;
  /** The same counts as Node's. */
  limits: Pick<Limits, 'take'>;
  /** Sees to it that a run without a driver gets one; nobody waits for that. */
  summon(orgId: string, runId: string): void;
}

type EdgeSignal = Pick<Signal, 'subscribe' | 'announce'>;

const uncounted = { opened: () => {}, closed: () => {}, sent: () => {}, polls: () => {} };

/** @throws ServiceError `not_found` where there is no Neon or no Upstash: the edge has no other way to them. */
export function buildEdgeContext(env = readReach(), over?: EdgeSignal): EdgeContext {
  const hosted = hostedBy(env);
  if (!hosted) throw new ServiceError('not_found', 'request.nowhere');
  const db = openNeonHttp(hosted.database, hosted.proxy);
  const events = createLogReader(db);
  const redis = withBreaker(createUpstashRedis(hosted.redis));
  const signal = over ?? createRedisSignal(redis);
  const limits = takeByCount(sizesOf(ratesOf(env)), redisCount(redis));
  const feeds = new Feeds(
    { events, signal, clock: systemClock, counts: uncounted, flushed: (goOn) => goOn() },
    () => false,
  );
  const summon = (orgId: string, runId: string) =>
    void (env.XIO_DRIVE_SECONDS
      ? siteOf(env).drive(orgId, runId)
      : signal.announce(driverWanted, systemClock.now()).catch(() => {})); // a sweep finds it
  const streams = new OpenStreams({ db, clock: systemClock, limits: streamLimits(env) }, crypto.randomUUID());
  return { env, db, limits, events, summon, feeds, streams, clock: systemClock };
}

/** The deployment as the edge calls it, where the platform ends processes; it is called, and admits nobody. */
function siteOf(env: ReturnType<typeof readReach>): Pick<Site, 'drive'> {
  const key = env.XIO_SECRET_KEY;
  return createSite({
    address: env.XIO_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT ?? 3000}`,
    secrets: () => (key ? [Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0))] : []),
    now: systemClock.now,
    spend: async () => false,
    onFailure: (err) => edgeLogger.error({ err }, 'a run could not be handed to a call of its own'),
  });
}

declare global {
  var xioEdge: EdgeContext | undefined;
}

/** This isolate's context: viewers of one run who were sent to it share one subscription. */
export function getEdgeContext(): EdgeContext {
  globalThis.xioEdge ??= buildEdgeContext();
  return globalThis.xioEdge;
}
