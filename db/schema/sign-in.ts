import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Reason } from '../../lib/council/events';
import { createdAt, id, instant } from './columns';
import { orgId, orgRole, users } from './people';

/** An organisation's way to sign in. */
export const ssoConnections = pgTable(
  'sso_connections',
  {
    id: id(),
    orgId: orgId(),
    kind: text('kind', { enum: ['oidc', 'saml'] }).notNull(),
    preset: text('preset', { enum: ['google', 'entra', 'okta', 'other'] })
      .notNull()
      .default('other'),
    label: text('label').notNull(),
    /** OIDC: its issuer. SAML: the entity id of its metadata. */
    issuer: text('issuer').notNull(),
    clientId: text('client_id'),
    /** Ciphertext, bound to organisation and row. */
    secretSealed: text('secret_sealed'),
    secretHint: text('secret_hint'),
    /** The kind's own: scopes, the groups' claim, SAML's metadata or its address. */
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
    /** The first group that a person is in gives the role. */
    groupRoles: jsonb('group_roles').$type<{ group: string; role: (typeof orgRole.enumValues)[number] }[]>().notNull(),
    /** Of whoever is in none of them; null: they don't get in. */
    defaultRole: orgRole('default_role'),
    state: text('state', { enum: ['new', 'ready', 'broken'] })
      .notNull()
      .default('new'),
    reason: jsonb('reason').$type<Reason>(),
    testedAt: instant('tested_at'),
    version: integer('version').notNull().default(1),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('sso_connections_label').on(t.orgId, sql`lower(${t.label})`)],
);

/** Domains of mail addresses whose people sign in by the organisation's connections. */
export const orgDomains = pgTable(
  'org_domains',
  {
    id: id(),
    orgId: orgId(),
    /** Lower case, in ASCII. */
    domain: text('domain').notNull(),
    /** What a TXT record of the domain has to say. */
    challenge: text('challenge').notNull(),
    /** Which connection its people are sent to; null: the organisation's only one. */
    connectionId: text('connection_id').references(() => ssoConnections.id, { onDelete: 'set null' }),
    verifiedAt: instant('verified_at'),
    checkedAt: instant('checked_at'),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('org_domains_own').on(t.orgId, t.domain),
    uniqueIndex('org_domains_verified').on(t.domain).where(sql`verified_at is not null`),
  ],
);

/** Who a connection's subject is here. */
export const identities = pgTable(
  'identities',
  {
    orgId: orgId(),
    connectionId: text('connection_id')
      .notNull()
      .references(() => ssoConnections.id, { onDelete: 'cascade' }),
    /** The provider's own id of the person, never their mail address. */
    subject: text('subject').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** As the provider said last. */
    groups: text('groups').array().notNull().default([]),
    createdAt: createdAt(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.subject] }), index('identities_user').on(t.userId)],
);

/** Answers of providers that have been used: each counts once. */
export const usedAssertions = pgTable(
  'used_assertions',
  {
    orgId: orgId(),
    connectionId: text('connection_id').notNull(),
    assertion: text('assertion').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.assertion] }), index('used_assertions_age').on(t.expiresAt)],
);

/** The way in that needs no provider: printed for whoever runs the server, used once. */
export const ownerLinks = pgTable('owner_links', {
  /** SHA-256 of the token, hex. */
  tokenHash: text('token_hash').primaryKey(),
  /** Whose owner it lets in; null: whoever uses it founds the first organisation. */
  orgId: text('org_id'),
  createdAt: createdAt(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

/** What SAML has to remember: questions that wait for their answer, codes, and the deployment's own key. */
export const samlEntries = pgTable(
  'saml_entries',
  {
    space: text('space').notNull(),
    /** A digest. */
    key: text('key').notNull(),
    /** JSON; the key is ciphertext. */
    value: text('value').notNull(),
    /** Null: it stays. */
    expiresAt: instant('expires_at'),
  },
  (t) => [primaryKey({ columns: [t.space, t.key] }), index('saml_entries_age').on(t.expiresAt)],
);
