import { z } from 'zod';
import { languageSchema, timeZoneSchema } from '@/lib/council/agenda.schema';
import { decisionStatusSchema } from '@/lib/council/decision-log.schema';
import { modelSchema } from '@/lib/council/team.schema';
import { minutesDecisionSchema, minutesSchema, minutesTaskSchema } from '@/lib/minutes/minutes.schema';

const text = z.string();
const reason = z.strictObject({
  code: text,
  args: z.record(text, z.union([text, z.number()])).optional(),
});

/** What is known of a transcript beside its words. */
export const aboutTranscriptSchema = z.strictObject({
  title: text.trim().max(200).optional(),
  heldOn: z.iso.date().optional(),
  timeZone: timeZoneSchema.optional(),
  /** Absent: the one that most of it is in. */
  language: languageSchema.optional(),
  /** Who takes them: `rules`, as where it is absent, or a model that can be asked, as `provider:name`. */
  by: text.max(160).optional(),
  /** Which member a speaker is: ids of members by the names in the transcript. */
  speakers: z.record(text.max(200), text.max(64)).optional(),
  fileName: text.max(300).optional(),
});
export type AboutTranscript = z.infer<typeof aboutTranscriptSchema>;

/** What a client posts as JSON; a file goes as multipart with the same fields. */
export const postMinutesSchema = aboutTranscriptSchema.extend({ text: text.min(1) });

/** After a failure: `by` rules where the model is to be asked no more. */
export const retryMinutesSchema = z.strictObject({ by: z.literal('rules').optional() });
export type RetryMinutes = z.infer<typeof retryMinutesSchema>;

export const transcriptStateSchema = z.enum(['waiting', 'reading', 'done', 'failed', 'cancelled']);

/** The transcript of a meeting, and how far its minutes are. */
export const transcriptSchema = z.strictObject({
  meetingId: text,
  title: text,
  language: languageSchema,
  heldOn: z.iso.date(),
  format: z.enum(['text', 'vtt', 'srt', 'json']),
  fileName: text.nullable(),
  turns: z.int(),
  lengthMs: z.int().nullable(),
  speakers: z.array(z.strictObject({ name: text, turns: z.int(), userId: text.nullable() })),
  notes: z.array(reason),
  /** Null: rules. */
  model: modelSchema.nullable(),
  state: transcriptStateSchema,
  progress: z.strictObject({ done: z.int(), parts: z.int() }),
  /** Why it failed; while rules go on in the place of a model, why they do. */
  reason: reason.nullable(),
  /** Null for who may not see costs; `microUsd` where nobody knows the model's price. */
  usage: z.strictObject({ tokens: z.int(), microUsd: z.int().nullable() }).nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Since when what was said in it is blank; the decisions that were made of it stay. */
  erasedAt: z.iso.datetime().nullable(),
});
export type TranscriptView = z.infer<typeof transcriptSchema>;

/** A decision as it stands now, whatever people have made of it since it was taken. */
const decisionNow = minutesDecisionSchema.extend({
  runId: text,
  version: z.int(),
  status: decisionStatusSchema,
});
const taskNow = minutesTaskSchema.extend({
  runId: text,
  itemId: text,
  version: z.int(),
  status: z.enum(['proposed', 'confirmed', 'done', 'dropped']),
});
/** The record itself: its run, and whether it was approved. */
const recordNow = z.strictObject({ runId: text, version: z.int(), status: decisionStatusSchema });

export const minutesNowSchema = z.strictObject({
  ...minutesSchema.shape,
  decisions: z.array(decisionNow),
  action_items: z.array(taskNow),
  record: recordNow,
});
export type MinutesNow = z.infer<typeof minutesNowSchema>;

/** `minutes` is null until they are taken. */
export const minutesReadSchema = z.strictObject({ transcript: transcriptSchema, minutes: minutesNowSchema.nullable() });
export type MinutesRead = z.infer<typeof minutesReadSchema>;

export const minutesFormatSchema = z.strictObject({ format: z.enum(['md', 'json']).optional() });

export const listTurnsSchema = z.strictObject({
  /** Words that are looked for. */
  search: text.trim().max(200).optional(),
  from: z.coerce.number().int().positive().max(10_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const transcriptTurnSchema = z.strictObject({
  turn: z.int(),
  speaker: text.nullable(),
  text,
  startMs: z.int().nullable(),
  endMs: z.int().nullable(),
});
export const turnListSchema = z.strictObject({
  turns: z.array(transcriptTurnSchema),
  /** From which turn on it goes on; null at the end. */
  next: z.int().nullable(),
});
export type TurnList = z.infer<typeof turnListSchema>;
