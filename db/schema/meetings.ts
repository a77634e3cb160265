import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Agenda, Language, TemplateId } from '../../lib/council/agenda.schema';
import type { Team } from '../../lib/council/team.schema';
import { createdAt, id, instant } from './columns';
import { orgId, users } from './people';

export const meetingStates = [
  'prepared',
  'live',
  'paused',
  'waiting',
  'decided',
  'escalated',
  'accepted',
  'rejected',
  'deferred',
  'stopped',
  'failed',
] as const;
export type MeetingState = (typeof meetingStates)[number];

const madeBy = () => text('created_by').references(() => users.id, { onDelete: 'set null' });

export const teams = pgTable(
  'teams',
  {
    id: id(),
    orgId: orgId(),
    name: text('name').notNull(),
    /** Names a team that the product made, e.g. `template:architecture-decision:en`. */
    key: text('key'),
    currentVersion: integer('current_version').notNull().default(1),
    createdBy: madeBy(),
    archivedAt: instant('archived_at'),
    /** Integrations to which accepted decisions of its meetings go by themselves. */
    exportTo: jsonb('export_to').$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('teams_key').on(t.orgId, t.key), index('teams_list').on(t.orgId, t.createdAt, t.id)],
);

export const teamVersions = pgTable(
  'team_versions',
  {
    teamId: text('team_id')
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    orgId: orgId(),
    config: jsonb('config').$type<Team>().notNull(),
    note: text('note'),
    createdBy: madeBy(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.teamId, t.version] })],
);

export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    orgId: orgId(),
    /** `minutes`: people met without a council; what was decided is taken from their transcript. */
    kind: text('kind', { enum: ['council', 'minutes'] })
      .notNull()
      .default('council'),
    title: text('title').notNull(),
    question: text('question').notNull(),
    language: text('language').$type<Language>().notNull(),
    template: text('template').$type<TemplateId>().notNull(),
    agenda: jsonb('agenda').$type<Agenda>().notNull(),
    teamId: text('team_id').references(() => teams.id, { onDelete: 'set null' }),
    deciderUserId: text('decider_user_id').references(() => users.id, { onDelete: 'set null' }),
    createdBy: madeBy(),
    /** Integrations to which its decision goes by itself once accepted; null: the team's. */
    exportTo: jsonb('export_to').$type<string[]>(),
    /** When the form it was made with was opened; null where none was. */
    openedAt: instant('opened_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
    /** Nothing of it is blanked, erased or deleted while it lasts. */
    heldAt: instant('held_at'),
    /** Raised by every change; a change names the version it read. */
    version: integer('version').notNull().default(1),
    /** Where it stands: by its newest run, then by what a person made of the decision. Triggers write it. */
    state: text('state').$type<MeetingState>().notNull().default('prepared'),
    /** Lower case, for `LIKE` with a trigram index. */
    search: text('search').generatedAlwaysAs(sql`lower(title || ' ' || question)`),
  },
  (t) => [
    index('meetings_list').on(t.orgId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index('meetings_state').on(t.orgId, t.state, t.createdAt, t.id).where(sql`deleted_at is null`),
    index('meetings_deleted').on(t.orgId, t.deletedAt, t.id).where(sql`deleted_at is not null`),
    // The organisation is part of it: a common word of others costs nothing.
    index('meetings_search').using('gin', t.orgId, t.search.op('gin_trgm_ops')),
  ],
);

/** What somebody is to one meeting, beside their role in the organisation. Its decider stands in the meeting itself. */
export const meetingPeople = pgTable(
  'meeting_people',
  {
    orgId: orgId(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meetings.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['consulted', 'informed', 'guest_moderator'] }).notNull(),
    createdBy: madeBy(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.userId] }), index('meeting_people_user').on(t.orgId, t.userId)],
);
