import type { Db } from '@/db/client';
import type { OrgRole } from '../auth/permissions';
import type { Env } from '../env';
import type { Clock } from '../ports/clock';
import type { EventLog } from '../ports/event-log';
import type { Lease } from '../ports/lease';
import type { Signal } from '../ports/signal';
import type { Speech } from '../ports/speech';
import type { Logger } from '../telemetry/log';
import type { Drivers } from './runs/drivers';
import type { Feeds } from './runs/feed';

/** Everything a service may use. Built by `wiring.ts` only. */
export interface Context {
  env: Env;
  db: Db;
  events: EventLog;
  lease: Lease;
  signal: Signal;
  speech: Speech;
  drivers: Drivers;
  feeds: Feeds;
  clock: Clock;
  logger: Logger;
}

export type { OrgRole };

/** Who asks, and for which organisation. Every service takes one; only guards make them. */
export interface Member {
  orgId: string;
  userId: string;
  name: string;
  role: OrgRole;
}
