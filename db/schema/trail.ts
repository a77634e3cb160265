import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';
import { orgId, orgRole, users } from './people';

/** Who did what, from where. Append-only; keeps the user's id after the user is gone. */
export const auditRows = pgTable(
  'audit_rows',
  {
    id: id(),
    orgId: orgId(),
    userId: text('user_id'),
    /** The API token that was used. */
    tokenId: text('token_id'),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    /** What was asked, `before` and `after` where something changed; never a secret. */
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
    address: text('address'),
    userAgent: text('user_agent'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    index('audit_rows_list').on(t.orgId, t.at, t.id),
    index('audit_rows_subject').on(t.orgId, t.subjectType, t.subjectId, t.at, t.id),
    index('audit_rows_action').on(t.orgId, t.action, t.at, t.id),
    index('audit_rows_user').on(t.orgId, t.userId, t.at, t.id),
    index('audit_rows_text').using('gin', sql`(detail::text) gin_trgm_ops`),
  ],
);

/** What programs sign in with; it acts for whoever made it, within its own role and what that one may do now. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: id(),
    orgId: orgId(),
    name: text('name').notNull(),
    /** SHA-256, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    /** Its last characters, so that people can tell which one it is. */
    hint: text('hint').notNull(),
    role: orgRole('role').notNull(),
    /** Lines of the table of permissions; null: all that the role holds and that programs may do. */
    permissions: text('permissions').array(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('api_tokens_list').on(t.orgId, t.createdAt, t.id)],
);

/** Rows of the trail that no seal has been put on yet; a trigger writes them, whoever adds the row. */
export const auditUnsealed = pgTable(
  'audit_unsealed',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: orgId(),
    rowId: text('row_id').notNull(),
  },
  (t) => [index('audit_unsealed_next').on(t.orgId, t.id)],
);

/** The chain of each organisation's trail, beside the rows: a row with all its indexes is written once. Append-only. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    orgId: orgId(),
    place: bigint('place', { mode: 'number' }).notNull(),
    rowId: text('row_id').notNull().unique(),
    /** SHA-256, hex, over the row and the hash before it. */
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.place] })],
);

/** Why a chain is not as it was sealed: a row is another, rows are gone, its end is gone, or it was sealed anew. */
export const breaks = ['changed', 'missing', 'cut', 'other_end'] as const;

/** The end of each organisation's chain: rows that are missing there are found by it. */
export const auditHeads = pgTable('audit_heads', {
  orgId: orgId().primaryKey(),
  place: bigint('place', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  /** How far the chain has been gone through by and by; from its first row again once the end was reached. */
  checkedPlace: bigint('checked_place', { mode: 'number' }).notNull().default(0),
  checkedHash: text('checked_hash').notNull().default(''),
  /** Where a check found it broken, and why; null while no check did. */
  brokenPlace: bigint('broken_place', { mode: 'number' }),
  brokenWhy: text('broken_why', { enum: breaks }),
});
