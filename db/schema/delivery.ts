import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';
import { meetings } from './meetings';
import { orgId, users } from './people';
import { artifacts, runs } from './runs';

const meetingId = () =>
  text('meeting_id')
    .notNull()
    .references(() => meetings.id, { onDelete: 'cascade' });

/** Outbox of deliveries: one artifact to one target. (`exports` itself is a reserved name in CommonJS.) */
export const exportRows = pgTable(
  'exports',
  {
    id: id(),
    orgId: orgId(),
    meetingId: meetingId(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    artifactId: text('artifact_id')
      .notNull()
      .references(() => artifacts.id, { onDelete: 'cascade' }),
    target: text('target').notNull(),
    state: text('state', { enum: ['queued', 'sending', 'delivered', 'failed'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    externalUrl: text('external_url'),
    reason: text('reason'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('exports_meeting').on(t.orgId, t.meetingId, t.createdAt, t.id)],
);

export const shareLinks = pgTable(
  'share_links',
  {
    id: id(),
    orgId: orgId(),
    meetingId: meetingId(),
    scope: text('scope').notNull(),
    /** SHA-256 of the token, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('share_links_meeting').on(t.orgId, t.meetingId, t.createdAt, t.id)],
);

/** Who did what. Keeps the user's id after the user is gone. */
export const auditRows = pgTable(
  'audit_rows',
  {
    id: id(),
    orgId: orgId(),
    userId: text('user_id'),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    index('audit_rows_list').on(t.orgId, t.at, t.id),
    index('audit_rows_subject').on(t.orgId, t.subjectType, t.subjectId, t.at),
  ],
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
