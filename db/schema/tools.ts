import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, instant } from './columns';
import { teams } from './meetings';
import { orgId } from './people';
import { runs } from './runs';

type JsonObject = Record<string, unknown>;

/** A tool's signature. The same for every organisation. */
export const toolDefinitions = pgTable(
  'tool_definitions',
  {
    id: id(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    /** JSON Schema of its arguments. */
    schema: jsonb('schema').$type<JsonObject>().notNull(),
  },
  (t) => [uniqueIndex('tool_definitions_key').on(t.key, t.version)],
);

export const toolInstances = pgTable(
  'tool_instances',
  {
    id: id(),
    orgId: orgId(),
    definitionId: text('definition_id')
      .notNull()
      .references(() => toolDefinitions.id),
    scope: text('scope', { enum: ['agent', 'team', 'global'] }).notNull(),
    teamId: text('team_id').references(() => teams.id, { onDelete: 'cascade' }),
    seat: text('seat'),
    parameters: jsonb('parameters').$type<JsonObject>().notNull().default({}),
    /** Names of secrets, never their values. */
    secretRefs: jsonb('secret_refs').$type<Record<string, string>>().notNull().default({}),
    permissions: jsonb('permissions').$type<JsonObject>().notNull().default({}),
    rateLimit: jsonb('rate_limit').$type<JsonObject>().notNull().default({}),
    enabled: boolean('enabled').notNull().default(true),
  },
  (t) => [index('tool_instances_org').on(t.orgId, t.teamId)],
);

export const toolCallThreads = pgTable(
  'tool_call_threads',
  {
    id: text('id').notNull(),
    orgId: orgId(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    turn: integer('turn').notNull(),
    attempt: integer('attempt').notNull(),
    seat: text('seat').notNull(),
    tool: text('tool').notNull(),
    instanceId: text('instance_id').references(() => toolInstances.id, { onDelete: 'set null' }),
    stage: text('stage', { enum: ['started', 'finished', 'failed'] }).notNull(),
    argumentsMasked: jsonb('arguments_masked').$type<JsonObject>().notNull(),
    result: text('result'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.id] })],
);
