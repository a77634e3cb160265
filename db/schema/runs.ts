import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Purpose } from '../../lib/council/answers.schema';
import type { Artifact, EventName, Outcome, Phase, Reason, RunStatus } from '../../lib/council/events';
import { createdAt, id, instant } from './columns';
import { meetings, teams } from './meetings';
import { orgId, users } from './people';

/** What the log still has to know about a turn that is being spoken; by turn number. */
export interface OpenTurn {
  attempt: number;
  seat: string;
  purpose: Purpose;
  model: string;
  reservation: { tokens: number; microUsd: number };
  /** Its usage is already in the log. */
  known: boolean;
}

/** One row a run. `append_events` alone writes it after its making, but for the lease. */
export const runs = pgTable(
  'runs',
  {
    id: id(),
    orgId: orgId(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meetings.id, { onDelete: 'cascade' }),
    teamId: text('team_id').references(() => teams.id, { onDelete: 'set null' }),
    teamVersion: integer('team_version').notNull(),
    parentRunId: text('parent_run_id').references((): AnyPgColumn => runs.id, { onDelete: 'set null' }),
    status: text('status').$type<RunStatus>().notNull().default('queued'),
    phase: text('phase').$type<Phase>(),
    outcome: text('outcome').$type<Outcome>(),
    endReason: jsonb('end_reason').$type<Reason>(),
    /** Sequence of the newest event. */
    head: integer('head').notNull().default(0),
    epoch: integer('epoch').notNull().default(0),
    scripted: boolean('scripted').notNull(),
    /** Completed turns. */
    turns: integer('turns').notNull().default(0),
    tokens: bigint('tokens', { mode: 'number' }).notNull().default(0),
    microUsd: bigint('micro_usd', { mode: 'number' }).notNull().default(0),
    /** Name of the alternative that led the last ballot, or that a person chose after it. */
    leader: text('leader'),
    /** Name of each seat by its id. */
    seats: jsonb('seats').$type<Record<string, string>>().notNull(),
    openTurns: jsonb('open_turns').$type<Record<string, OpenTurn>>().notNull().default({}),
    /** Controls that the driver has not answered yet. */
    pendingControls: integer('pending_controls').notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    /** Something is to be done that no person has to do first; a sweep finds such runs. */
    needsDriver: boolean('needs_driver').notNull().default(true),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Time in which the council worked, in ms: the fold's clock at the end. A trigger writes it. */
    activeMs: integer('active_ms'),
    /** Its transcript is blank since then. */
    erasedAt: instant('erased_at'),
  },
  (t) => [
    index('runs_meeting').on(t.meetingId, t.createdAt, t.id),
    index('runs_parent').on(t.parentRunId).where(sql`parent_run_id is not null`),
    index('runs_list').on(t.orgId, t.createdAt, t.id),
    index('runs_finished').on(t.orgId, t.finishedAt).where(sql`finished_at is not null`),
    index('runs_to_erase').on(t.orgId, t.finishedAt).where(sql`finished_at is not null and erased_at is null`),
    index('runs_to_drive').on(t.createdAt).where(sql`needs_driver`),
  ],
);

const runId = () =>
  text('run_id')
    .notNull()
    .references(() => runs.id, { onDelete: 'cascade' });

/** The truth. `json`, not `jsonb`: keys keep their order, so a fold of what is read equals a fold of what was appended. */
export const runEvents = pgTable(
  'run_events',
  {
    orgId: text('org_id').notNull(),
    runId: runId(),
    seq: integer('seq').notNull(),
    epoch: integer('epoch').notNull(),
    name: text('name').$type<EventName>().notNull(),
    payload: json('payload').$type<Record<string, unknown>>().notNull(),
    /** Where the turn's text lies, in `turn_texts`. */
    textHash: text('text_hash'),
    commandId: text('command_id'),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.seq] }),
    index('run_events_name').on(t.runId, t.name, t.seq),
    uniqueIndex('run_events_command').on(t.runId, t.commandId).where(sql`command_id is not null`),
  ],
);

export const turnTexts = pgTable(
  'turn_texts',
  {
    orgId: text('org_id').notNull(),
    runId: runId(),
    hash: text('hash').notNull(),
    /** Null once erased. */
    text: text('text'),
    erasedAt: instant('erased_at'),
  },
  (t) => [primaryKey({ columns: [t.runId, t.hash] })],
);

/** What is being spoken right now. Unlogged: it may vanish in a crash, as the turn itself does. */
export const openTurns = pgTable(
  'open_turns',
  {
    orgId: text('org_id').notNull(),
    runId: runId(),
    turn: integer('turn').notNull(),
    attempt: integer('attempt').notNull(),
    epoch: integer('epoch').notNull(),
    seat: text('seat').notNull(),
    text: text('text').notNull().default(''),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.turn] })],
);

/** Streams that each process has open, as it told last. Unlogged: after a crash they are told anew. */
export const openStreams = pgTable(
  'open_streams',
  {
    /** The process. */
    place: text('place').notNull(),
    orgId: text('org_id').notNull(),
    userId: text('user_id').notNull(),
    runId: text('run_id').notNull(),
    streams: integer('streams').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.place, t.userId, t.runId] }), index('open_streams_org').on(t.orgId, t.seenAt)],
);

/** Read side of the transcript. A turn's text lies in `turn_texts`; `text` holds what people wrote. */
export const messages = pgTable(
  'messages',
  {
    orgId: text('org_id').notNull(),
    runId: runId(),
    meetingId: text('meeting_id').notNull(),
    seq: integer('seq').notNull(),
    /** Place among the messages of one event: a closed ballot brings several. */
    part: integer('part').notNull().default(0),
    turn: integer('turn'),
    seat: text('seat'),
    userId: text('user_id'),
    author: text('author').notNull(),
    kind: text('kind', { enum: ['turn', 'say', 'comment'] }).notNull(),
    phase: text('phase').$type<Phase>(),
    textHash: text('text_hash'),
    text: text('text'),
    private: boolean('private').notNull().default(false),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.seq, t.part] }),
    index('messages_meeting').on(t.orgId, t.meetingId, t.at, t.runId, t.seq, t.part),
  ],
);

/** What a seat did last. */
export interface SeatSnapshot {
  turn: number;
  purpose: Purpose;
  phase: Phase | null;
  turns: number;
  /** Null for a ballot, which stays secret, and where the turn took none. */
  position: { alternative: string; confidence: number; because: string } | null;
}

export const participantSnapshots = pgTable(
  'participant_snapshots',
  {
    runId: runId(),
    seat: text('seat').notNull(),
    orgId: text('org_id').notNull(),
    seq: integer('seq').notNull(),
    state: jsonb('state').$type<SeatSnapshot>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.seat] })],
);

export const artifacts = pgTable(
  'artifacts',
  {
    id: id(),
    orgId: orgId(),
    meetingId: text('meeting_id').notNull(),
    runId: runId(),
    kind: text('kind').$type<Artifact['kind']>().notNull(),
    version: integer('version').notNull(),
    /** `json`, not `jsonb`: what was hashed is what is read. */
    body: json('body').$type<Artifact>().notNull(),
    /** SHA-256 of the canonical JSON of its content, hex. */
    contentHash: text('content_hash').notNull(),
    seq: integer('seq').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('artifacts_event').on(t.runId, t.seq),
    index('artifacts_meeting').on(t.orgId, t.meetingId, t.createdAt, t.id),
  ],
);

/** One row for every charge; rebuilt from the log by (run, sequence, turn). */
export const usage = pgTable(
  'usage',
  {
    orgId: text('org_id').notNull(),
    runId: runId(),
    seq: integer('seq').notNull(),
    turn: integer('turn').notNull(),
    attempt: integer('attempt').notNull(),
    seat: text('seat').notNull(),
    model: text('model').notNull(),
    inputTokens: integer('input_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    microUsd: bigint('micro_usd', { mode: 'number' }).notNull(),
    /** False where the reservation was charged. */
    known: boolean('known').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.seq, t.turn] }), index('usage_org').on(t.orgId, t.at)],
);
