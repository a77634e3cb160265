import type { Db } from '@/db/client';
import type { OrgRole, Rights } from '../auth/permissions';
import type { Env } from '../env';
import type { Cache } from '../ports/cache';
import type { Clock } from '../ports/clock';
import type { EventLog } from '../ports/event-log';
import type { ExportTarget, TargetName } from '../ports/export-target';
import type { Jobs } from '../ports/jobs';
import type { Lease } from '../ports/lease';
import type { Limits } from '../ports/limits';
import type { Mailer } from '../ports/mail';
import type { Saml } from '../ports/saml';
import type { Signal } from '../ports/signal';
import type { Site } from '../ports/site';
import type { Speech } from '../ports/speech';
import type { Vault } from '../ports/vault';
import type { Logger } from '../telemetry/log';
import type { Executor } from './data';
import type { Outbox } from './exports/outbox';
import type { OpenStreams } from './quotas/streams';
import type { Drivers } from './runs/drivers';
import type { Feeds } from './runs/feed';
import type { Folds } from './runs/folds';

/** Everything a service may use. Built by `wiring.ts` only. */
export interface Context {
  env: Env;
  db: Db;
  events: EventLog;
  lease: Lease;
  signal: Signal;
  site: Site;
  speech: Speech;
  vault: Vault;
  saml: Saml;
  drivers: Drivers;
  feeds: Feeds;
  streams: OpenStreams;
  folds: Folds;
  cache: Cache;
  /** How often is too often. */
  limits: Limits;
  clock: Clock;
  /** Work that outlives this process. */
  jobs: Jobs<Executor>;
  /** Where artifacts are brought to, by name. */
  targets: Readonly<Record<TargetName, ExportTarget>>;
  /** What this process sends there now. */
  outbox: Outbox;
  /** Null where no mail server is set up. */
  mailer: Mailer | null;
  logger: Logger;
}

export type { OrgRole };

/** From where a request came. */
export interface From {
  address: string | null;
  agent: string | null;
}

/** Who asks, and for which organisation. Every service takes one; only guards make them. */
export interface Member extends Rights {
  orgId: string;
  userId: string;
  name: string;
  /** Absent where no request stands behind it. */
  from?: From;
}
