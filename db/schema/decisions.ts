import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ActionItem, DecisionStatus } from '../../lib/council/decision-log.schema';
import { createdAt, instant } from './columns';
import { orgId, users } from './people';
import { runs } from './runs';

const runId = () =>
  text('run_id')
    .notNull()
    .references(() => runs.id, { onDelete: 'cascade' });

/** Where the decision of a run stands; its versions lie in `artifacts`. `append_events` alone writes it, but for the telling. */
export const decisions = pgTable(
  'decisions',
  {
    runId: runId().primaryKey(),
    orgId: orgId(),
    meetingId: text('meeting_id').notNull(),
    /** Of the newest log; a change names the version before it. */
    version: integer('version').notNull(),
    status: text('status').$type<DecisionStatus>().notNull(),
    title: text('title').notNull(),
    statement: text('statement').notNull(),
    /** The version in force, and since when: it stays so while a newer one is only proposed. */
    acceptedVersion: integer('accepted_version'),
    acceptedAt: instant('accepted_at'),
    /** It waits for a person: the run is finished, and nobody has settled it or sent it back. */
    open: boolean('open').notNull().default(false),
    deciderUserId: text('decider_user_id').references(() => users.id, { onDelete: 'set null' }),
    toldAt: instant('told_at'),
    remindAt: instant('remind_at'),
    reminders: integer('reminders').notNull().default(0),
    /** Once it is accepted: when it is looked after next, on its review date or when a task falls due. */
    followUpAt: instant('follow_up_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('decisions_list').on(t.orgId, t.status, t.updatedAt, t.runId),
    index('decisions_in_force').on(t.orgId, t.acceptedAt).where(sql`accepted_version is not null`),
    index('decisions_untold').on(t.updatedAt).where(sql`open and told_at is null`),
    index('decisions_to_remind').on(t.remindAt).where(sql`open and remind_at is not null`),
    index('decisions_to_follow_up').on(t.followUpAt).where(sql`follow_up_at is not null`),
  ],
);

/** Every task as it stands now. `json`, so that what was said keeps its order. */
export const tasks = pgTable(
  'tasks',
  {
    runId: runId(),
    itemId: text('item_id').notNull(),
    orgId: orgId(),
    meetingId: text('meeting_id').notNull(),
    /** Place in the list. */
    position: integer('position').notNull(),
    version: integer('version').notNull(),
    status: text('status').$type<ActionItem['status']>().notNull(),
    item: json('item').$type<ActionItem>().notNull(),
    /** Apart, so that counting reads no item whole. */
    origin: text('origin').$type<ActionItem['origin']>().generatedAlwaysAs(sql`item->>'origin'`),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.itemId] }), index('tasks_list').on(t.orgId, t.status, t.updatedAt)],
);
