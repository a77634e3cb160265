import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ExportSubject, Reason } from '../../lib/council/events';
import type { ExportRecord } from '../../lib/council/run';
import type { ExportedFile, ExportMemory, TargetName } from '../../lib/ports/export-target';
import { createdAt, id, instant } from './columns';
import { meetings } from './meetings';
import { orgId, users } from './people';
import { runs } from './runs';

const meetingId = () =>
  text('meeting_id')
    .notNull()
    .references(() => meetings.id, { onDelete: 'cascade' });

/** An organisation's way to a target that it has connected: what tools of the integrator use. */
export const integrations = pgTable(
  'integrations',
  {
    id: id(),
    orgId: orgId(),
    target: text('target').$type<TargetName>().notNull(),
    label: text('label').notNull(),
    /** Ciphertext, bound to organisation and row; null where `secretName` says where the secret lies, or before OAuth. */
    secretSealed: text('secret_sealed'),
    /** Its last characters, so that people can tell which one it is. */
    secretHint: text('secret_hint'),
    /** Name of a secret that is kept outside, for this organisation. */
    secretName: text('secret_name'),
    /** The target's own: which workspace, where to write, what maps onto what. */
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
    /** `new`: it knows no place to write to yet; `broken`: the target refuses it, and an administrator has to look. */
    state: text('state', { enum: ['new', 'ready', 'broken'] })
      .notNull()
      .default('new'),
    /** Why it is broken. */
    reason: jsonb('reason').$type<Reason>(),
    /** Raised by every change of a person. */
    version: integer('version').notNull().default(1),
    /** The breaker: failures of the target in a row, and until when it is left alone. */
    failures: integer('failures').notNull().default(0),
    restsUntil: instant('rests_until'),
    /** When the next call may be made, by whichever process. */
    nextCallAt: instant('next_call_at').notNull().defaultNow(),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    changedBy: text('changed_by').references(() => users.id, { onDelete: 'set null' }),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('integrations_label').on(t.orgId, sql`lower(${t.label})`)],
);

/**
 * Outbox: one artifact's delivery to one target, made in the transaction that asks for it. Exporting again uses the
 * same row and goes to the same place. (`exports` itself is a reserved name in CommonJS.)
 */
export const exportRows = pgTable(
  'exports',
  {
    id: id(),
    orgId: orgId(),
    meetingId: meetingId(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** Null for files, which are kept here, and where the integration has been removed. */
    integrationId: text('integration_id').references(() => integrations.id, { onDelete: 'set null' }),
    target: text('target').$type<TargetName>().notNull(),
    kind: text('kind').$type<ExportSubject['kind']>().notNull(),
    /** Id of the task; the run's for its decision. */
    itemId: text('item_id').notNull(),
    /** Of what was last asked for. */
    version: integer('version').notNull(),
    state: text('state').$type<ExportRecord['state']>().notNull().default('waiting'),
    /** Tries since it was last asked for. */
    attempts: integer('attempts').notNull().default(0),
    /** The integration (or `file`) and the item's own key. */
    idempotencyKey: text('idempotency_key').notNull().unique(),
    /** What one try tells the next; null before the first. */
    memory: jsonb('memory').$type<ExportMemory>(),
    externalId: text('external_id'),
    externalUrl: text('external_url'),
    deliveredVersion: integer('delivered_version'),
    deliveredAt: instant('delivered_at'),
    reason: jsonb('reason').$type<Reason>(),
    /** Not tried before. */
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    /** The worker that sends it, and until when it may. */
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
    /** Null where a rule asked. */
    requestedBy: text('requested_by').references(() => users.id, { onDelete: 'set null' }),
    requestedAt: instant('requested_at').notNull().defaultNow(),
    /** What was read back last, in the target's words. */
    readStatus: text('read_status'),
    readAt: instant('read_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('exports_meeting').on(t.orgId, t.meetingId, t.createdAt, t.id),
    index('exports_run').on(t.runId, t.integrationId),
    index('exports_to_send').on(t.nextTryAt).where(sql`state in ('waiting', 'sending')`),
  ],
);

/** Files of exports that go nowhere else. */
export const exportFiles = pgTable(
  'export_files',
  {
    orgId: orgId(),
    exportId: text('export_id')
      .notNull()
      .references(() => exportRows.id, { onDelete: 'cascade' }),
    format: text('format').$type<ExportedFile['format']>().notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.format] })],
);

/** First answer to a command, so that its repetition gets the same one. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    orgId: orgId(),
    userId: text('user_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    /** HTTP status; null while the first request is still being answered. */
    status: integer('status'),
    response: jsonb('response').$type<unknown>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.userId, t.key] }),
    index('idempotency_keys_age').on(t.orgId, t.userId, t.createdAt),
  ],
);

/** Signed calls of the deployment to itself: each counts once. */
export const callNonces = pgTable('call_nonces', {
  nonce: text('nonce').primaryKey(),
  usedAt: instant('used_at').notNull().defaultNow(),
});
