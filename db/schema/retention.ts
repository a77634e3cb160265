import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns';
import { orgId, users } from './people';

/** Somebody's wish to be forgotten here; it stays open until every meeting has been seen to. */
export const erasures = pgTable(
  'erasures',
  {
    id: id(),
    orgId: orgId(),
    /** Null where it is about somebody who never was a member. */
    userId: text('user_id'),
    /** Every name to look for; emptied once all is done. */
    names: text('names').array().notNull(),
    /** What stands in their place from then on. */
    pseudonym: text('pseudonym').notNull(),
    state: text('state', { enum: ['open', 'done'] })
      .notNull()
      .default('open'),
    /** Meetings there are to look at, those looked at, and those that wait: in session, or held. */
    total: integer('total').notNull().default(0),
    seen: integer('seen').notNull().default(0),
    waiting: integer('waiting').notNull().default(0),
    /** Runs in which something was erased. */
    changed: integer('changed').notNull().default(0),
    /** The last meeting that was looked at. */
    cursor: text('cursor').notNull().default(''),
    /** Whoever works on it has it until then. */
    claimedUntil: instant('claimed_until').notNull().defaultNow(),
    requestedBy: text('requested_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    doneAt: instant('done_at'),
  },
  (t) => [
    index('erasures_list').on(t.orgId, t.createdAt, t.id),
    index('erasures_open').on(t.claimedUntil).where(sql`state = 'open'`),
  ],
);
