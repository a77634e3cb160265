import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Reason, Usage } from '../../lib/council/events';
import type { ModelRef } from '../../lib/council/team.schema';
import type { Minutes } from '../../lib/minutes/minutes.schema';
import type { Transcript } from '../../lib/minutes/transcript';
import { createdAt, instant } from './columns';
import { meetings } from './meetings';
import { orgId } from './people';

const meetingId = () =>
  text('meeting_id')
    .notNull()
    .references(() => meetings.id, { onDelete: 'cascade' });

/** Somebody who spoke, and which member that is. */
export interface TranscriptSpeaker {
  name: string;
  turns: number;
  userId: string | null;
}

/** What one part of a transcript brought, read by a model; what is paid for once is kept. */
export type ChunkAnswer = Pick<Minutes, 'summary' | 'decisions' | 'action_items' | 'open_questions'> & {
  /** Of the whole meeting, where its parts were summed up: the chunk behind the last. */
  title?: string;
};

/** The transcript of a meeting of people, and how far its minutes are. */
export const transcripts = pgTable(
  'transcripts',
  {
    meetingId: meetingId().primaryKey(),
    orgId: orgId(),
    format: text('format').$type<Transcript['format']>().notNull(),
    fileName: text('file_name'),
    speakers: jsonb('speakers').$type<TranscriptSpeaker[]>().notNull(),
    /** What was odd about the file. */
    notes: jsonb('notes').$type<Reason[]>().notNull(),
    turns: integer('turns').notNull(),
    /** From its beginning to its end; null where it has no times. */
    lengthMs: bigint('length_ms', { mode: 'number' }),
    /** Which model takes the minutes; null: rules do. */
    model: jsonb('model').$type<ModelRef>(),
    state: text('state', { enum: ['waiting', 'reading', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('waiting'),
    /** Parts that were read, of all. */
    done: integer('done').notNull().default(0),
    parts: integer('parts').notNull().default(1),
    /** Why it failed; while rules go on in the place of a model, why they do. */
    reason: jsonb('reason').$type<Reason>(),
    attempts: integer('attempts').notNull().default(0),
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
    /** As they were taken. `json`: keys keep their order. */
    minutes: json('minutes').$type<Minutes>(),
    /** Of a model that read it; counted in the organisation's quotas whatever came of it. */
    tokens: bigint('tokens', { mode: 'number' }).notNull().default(0),
    microUsd: bigint('micro_usd', { mode: 'number' }).notNull().default(0),
    /** Whether anybody knows what its model costs; where not, nothing was counted above. */
    priced: boolean('priced').notNull().default(true),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
    /** What was said in it is blank since then. */
    erasedAt: instant('erased_at'),
  },
  (t) => [
    index('transcripts_to_erase').on(t.orgId, t.finishedAt).where(sql`finished_at is not null and erased_at is null`),
    index('transcripts_to_read').on(t.createdAt).where(sql`state in ('waiting', 'reading')`),
    index('transcripts_org').on(t.orgId, t.createdAt),
  ],
);

export const transcriptTurns = pgTable(
  'transcript_turns',
  {
    orgId: text('org_id').notNull(),
    meetingId: meetingId(),
    turn: integer('turn').notNull(),
    speaker: text('speaker'),
    startMs: bigint('start_ms', { mode: 'number' }),
    endMs: bigint('end_ms', { mode: 'number' }),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.turn] })],
);

/** Parts of a transcript that a model has read: a job that runs again goes on behind them. */
export const transcriptChunks = pgTable(
  'transcript_chunks',
  {
    orgId: text('org_id').notNull(),
    meetingId: meetingId(),
    chunk: integer('chunk').notNull(),
    /** Null where nothing of its answer could be used. */
    answer: jsonb('answer').$type<ChunkAnswer>(),
    usage: jsonb('usage').$type<Usage>().notNull(),
    /** Citations that code could not find. */
    dropped: integer('dropped').notNull().default(0),
    /** Citations that code put right. */
    mended: integer('mended').notNull().default(0),
    /** Why there is no answer. */
    why: text('why'),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.chunk] })],
);
