import type { ActionItem, DecisionLog } from '../council/decision-log.schema';
import type { ExportSubject, Reason } from '../council/events';

export type TargetName = 'notion' | 'file';

/** An organisation's way into a target, opened for one use. */
export interface Access {
  integrationId: string;
  /** What its requests are signed with; null where the target wants nothing. */
  secret: string | null;
  /** The target's own settings, as it kept them: it parses them. */
  settings: unknown;
}

interface Exported {
  /** The same however often it is exported: kept at the target, and looked for there before anything is made. */
  key: string;
  /** Of the log or of the item. */
  version: number;
  log: DecisionLog;
  /** The meeting's, and of what is written. */
  language: 'en' | 'ru';
  meeting: { id: string; title: string };
  links: {
    /** The decision's page. */
    decision: string;
    turn(turn: number): string;
  };
}

export interface ExportedDecision extends Exported {
  kind: 'decision_log';
  /** Tasks that count, in order. */
  items: ActionItem[];
  summary: string | null;
  deciderEmail: string | null;
}

export interface ExportedTask extends Exported {
  kind: 'action_item';
  item: ActionItem;
  ownerEmail: string | null;
  /** The decision's page at the same target; null while it has none. */
  decisionExternalId: string | null;
}

export type Exportable = ExportedDecision | ExportedTask;

/** What one try tells the next, kept before the call that may need it. */
export interface ExportMemory {
  externalId: string | null;
  url: string | null;
  /** When a create was sent whose answer nobody has kept, ms since 1970: it may have arrived. */
  creatingAt: number | null;
  /** The target's own, as JSON. */
  rest: unknown;
}

/** One try to bring one artifact to one target. */
export interface Delivery {
  access: Access;
  exported: Exportable;
  memory: ExportMemory;
  signal: AbortSignal;
  /** Before every call: waits for its turn at the target's rate. @throws where another worker has taken over. */
  turn(): Promise<void>;
  /** Commits the memory. @throws where another worker has taken over. */
  keep(memory: ExportMemory): Promise<void>;
  /** Tells people how far it is: a stage's code, and parts of it that are done. */
  progress(stage: ExportStage, done: number, of: number): Promise<void>;
  /** Ms since 1970. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export const exportStages = ['looking', 'creating', 'writing', 'updating'] as const;
export type ExportStage = (typeof exportStages)[number];

/** A file that a target made instead of a page elsewhere: kept with the export, and downloaded from there. */
export interface ExportedFile {
  format: 'md' | 'json' | 'ics';
  name: string;
  mediaType: string;
  body: string;
}

export interface Delivered {
  externalId: string;
  /** Where people find it; null where it is kept here. */
  url: string | null;
  files: ExportedFile[];
  memory: ExportMemory;
}

/**
 * What stands at the target now: its word for the status, and which of ours it may stand for: several where one word
 * stands for several, none where for none. Null: it is not there any more.
 */
export type ReadBack = { status: string; means: readonly ActionItem['status'][] } | null;

/**
 * Why a try failed. `blames`: `service` may pass and counts for the breaker; `access` needs an administrator;
 * `item` needs another version of what is exported.
 */
export class ExportFailure extends Error {
  /** Each of the server's bundles has this class once; a target may live in another one than who asks it. */
  static override [Symbol.hasInstance](value: unknown): value is ExportFailure {
    return value instanceof Error && 'blames' in value;
  }

  override name = 'ExportFailure';
  constructor(
    readonly reason: Reason,
    readonly blames: 'service' | 'access' | 'item',
    /** As the target asked, ms. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(reason.code, options);
  }
}

/** Where artifacts are brought to. One interface for all; whatever differs is in the settings. */
export interface ExportTarget {
  readonly name: TargetName;
  readonly subjects: readonly ExportSubject['kind'][];
  /** The call's arguments as people see them: no secret, nothing long. */
  argumentsOf(exported: Exportable): Record<string, unknown>;
  /** Exactly one page (or file) for the key, whatever happened before. @throws ExportFailure */
  deliver(delivery: Delivery): Promise<Delivered>;
  /** Status of what was delivered, by external id; absent where the target has none. @throws ExportFailure */
  readBack?(
    access: Access,
    externalIds: readonly string[],
    calls: Pick<Delivery, 'turn' | 'signal'>,
  ): Promise<Map<string, ReadBack>>;
}
