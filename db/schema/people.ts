import { sql } from 'drizzle-orm';
import { boolean, check, index, pgEnum, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';

export const orgRole = pgEnum('org_role', ['owner', 'admin', 'moderator', 'member', 'viewer']);

export const organisations = pgTable(
  'organisations',
  {
    id: id(),
    name: text('name').notNull(),
    slug: text('slug').notNull().unique(),
    language: text('language', { enum: ['en', 'ru'] })
      .notNull()
      .default('en'),
    /** "#rrggbb", what the organisation chose; null for the product's own. */
    accent: text('accent'),
    createdAt: createdAt(),
  },
  (t) => [check('organisations_accent', sql`${t.accent} ~ '^#[0-9a-f]{6}$'`)],
);

/** Every tenant table starts with this; an organisation that goes takes everything with it. */
export const orgId = () =>
  text('org_id')
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' });

export const users = pgTable('users', {
  id: id(),
  /** Lower case. Null for the local account. */
  email: text('email').unique(),
  name: text('name').notNull(),
  local: boolean('local').notNull().default(false),
  createdAt: createdAt(),
});

export const memberships = pgTable(
  'memberships',
  {
    orgId: orgId(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: orgRole('role').notNull(),
    /** Job, and other names the person goes by: tasks find their owners with them. */
    title: text('title'),
    aliases: text('aliases').array().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index('memberships_user').on(t.userId)],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the token, hex; the token itself is only in the cookie. */
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    orgId: orgId(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    userAgent: text('user_agent'),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)],
);
