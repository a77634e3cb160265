import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Redaction, ShareScope } from '../../lib/council/redact';
import { createdAt, id, instant } from './columns';
import { meetings } from './meetings';
import { orgId, users } from './people';

/** A read-only address of a meeting. */
export const shareLinks = pgTable(
  'share_links',
  {
    id: id(),
    orgId: orgId(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meetings.id, { onDelete: 'cascade' }),
    /** What its maker calls it. */
    label: text('label').notNull().default(''),
    scope: text('scope').$type<ShareScope>().notNull(),
    /** SHA-256 of the token, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    /** scrypt, with its parameters and salt; null where none is asked for. */
    passwordHash: text('password_hash'),
    /** Raised when the password is changed: those who gave the old one are asked again. */
    passwordVersion: integer('password_version').notNull().default(1),
    /** It opens once, for the browser that opened it first. */
    once: boolean('once').notNull().default(false),
    /** SHA-256 of what that browser keeps. */
    openedBy: text('opened_by'),
    redaction: jsonb('redaction').$type<Redaction>().notNull(),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('share_links_meeting').on(t.orgId, t.meetingId, t.createdAt, t.id)],
);

/** That a link was opened, and nothing of whom. */
export const shareOpenings = pgTable(
  'share_openings',
  {
    id: id(),
    orgId: orgId(),
    linkId: text('link_id')
      .notNull()
      .references(() => shareLinks.id, { onDelete: 'cascade' }),
    what: text('what', { enum: ['opened', 'wrong_password', 'refused'] }).notNull(),
    at: instant('at').notNull().default(sql`date_trunc('minute', now())`),
  },
  (t) => [index('share_openings_link').on(t.orgId, t.linkId, t.at)],
);
