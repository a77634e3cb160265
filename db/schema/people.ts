import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, newId } from './columns';

/** Why a mail was not sent; `queue` took no job, `interrupted`: each try was cut off. */
export const mailReasons = [
  'refused',
  'unreachable',
  'timeout',
  'busy',
  'sign_in',
  'paused',
  'queue',
  'interrupted',
] as const;

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
    /** Sign-in by its own connections alone, but for the owners' way in. */
    ssoOnly: boolean('sso_only').notNull().default(false),
    /** Transcripts are blanked this many days after their run's end; null: never. */
    retentionDays: integer('retention_days'),
    /** Nothing is blanked, erased or deleted while it lasts. */
    heldAt: instant('held_at'),
    /** It is to be deleted then; until then only its owners get in, and may take it back. */
    deleteAt: instant('delete_at'),
    createdAt: createdAt(),
  },
  (t) => [
    check('organisations_accent', sql`${t.accent} ~ '^#[0-9a-f]{6}$'`),
    check('organisations_retention', sql`${t.retentionDays} between 1 and 36500`),
    index('organisations_to_delete').on(t.deleteAt).where(sql`delete_at is not null`),
  ],
);

/** Every tenant table starts with this; an organisation that goes takes everything with it. */
export const orgId = () =>
  text('org_id')
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' });

export const users = pgTable('users', {
  id: id(),
  /** Lower case, and theirs: proven by a verified domain or given by whoever runs the server. Null where nobody proved one. */
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
    /** Whoever is suspended gets in nowhere; what they did keeps their name. */
    suspendedAt: instant('suspended_at'),
    /** The connection whose groups give the role; null where a person gave it. */
    connectionId: text('connection_id'),
    /** Job, and other names the person goes by: tasks find their owners with them. */
    title: text('title'),
    aliases: text('aliases').array().notNull().default([]),
    /** When they were here last, to the hour. */
    seenAt: instant('seen_at'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index('memberships_user').on(t.userId)],
);

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the token, hex; the token itself is only in the cookie. */
    tokenHash: text('token_hash').primaryKey(),
    /** What its owner names it by when ending it. */
    id: text('id').notNull().unique().$defaultFn(newId),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    orgId: orgId(),
    /** How it was opened. */
    method: text('method', { enum: ['local', 'owner_link', 'oidc', 'saml', 'program', 'invitation'] })
      .notNull()
      .default('local'),
    /** The connection that it was opened by. */
    connectionId: text('connection_id'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    userAgent: text('user_agent'),
    /** From where it was opened. */
    address: text('address'),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)],
);

/** Asks a person into an organisation, by the address of their mail. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    orgId: orgId(),
    /** Lower case. */
    email: text('email').notNull(),
    role: orgRole('role').notNull(),
    /** SHA-256 of the link's token, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    acceptedAt: instant('accepted_at'),
    acceptedBy: text('accepted_by').references(() => users.id, { onDelete: 'set null' }),
    /** Nobody but the mail to that address ever had the token: whoever brings it has the address. */
    byMail: boolean('by_mail').notNull().default(false),
    mailState: text('mail_state', { enum: ['none', 'queued', 'sent', 'failed'] })
      .notNull()
      .default('none'),
    /** Why the last try failed, as of a notice. */
    mailReason: text('mail_reason', { enum: mailReasons }),
  },
  (t) => [
    index('invitations_list').on(t.orgId, t.createdAt, t.id),
    uniqueIndex('invitations_open').on(t.orgId, t.email).where(sql`accepted_at is null and revoked_at is null`),
  ],
);
