import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Price } from '../../lib/council/events';
import { createdAt, id, instant } from './columns';
import { orgId, users } from './people';

/** A model that a connection serves; `price` in micro-USD per million tokens, null where nobody said. */
export interface ServedModel {
  name: string;
  price: Price | null;
}

/** How the last test went. */
export interface ModelTest {
  /** ISO 8601. */
  at: string;
  model: string;
  /** Null where it went well, else why not: a code with a sentence. */
  failed: string | null;
  firstTokenMs: number | null;
  totalMs: number | null;
  /** Null where nobody knows the price. */
  microUsd: number | null;
}

/** An organisation's own way to models of one provider. */
export const modelConnections = pgTable(
  'model_connections',
  {
    id: id(),
    orgId: orgId(),
    provider: text('provider', { enum: ['openai', 'anthropic', 'google', 'gateway', 'compatible'] }).notNull(),
    label: text('label').notNull(),
    /** Of a compatible server only. */
    url: text('url'),
    /** Ciphertext, bound to organisation and row; null where the server wants no key. */
    keySealed: text('key_sealed'),
    /** The key's last characters, so that people can tell which one it is. */
    keyHint: text('key_hint'),
    models: jsonb('models').$type<ServedModel[]>().notNull(),
    /** Its first model speaks for seats that name none. */
    usual: boolean('usual').notNull().default(false),
    /** Raised by every change but a test: what was opened for an older one is not used again. */
    version: integer('version').notNull().default(1),
    lastTest: jsonb('last_test').$type<ModelTest>(),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    changedBy: text('changed_by').references(() => users.id, { onDelete: 'set null' }),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('model_connections_label').on(t.orgId, sql`lower(${t.label})`),
    uniqueIndex('model_connections_usual').on(t.orgId).where(sql`${t.usual}`),
  ],
);
