import { z } from 'zod';
import { adminNoticeKinds, noticeKinds } from '@/db/schema/notifications';
import { decisionStatusSchema } from '@/lib/council/decision-log.schema';
import { mailTroubles } from '@/lib/ports/mail';
import { reasonSchema } from '../exports/schemas';

const text = z.string();
const time = z.iso.datetime();

export const noticeSchema = z.strictObject({
  id: text,
  kind: z.enum(noticeKinds),
  meetingId: text,
  runId: text,
  question: text,
  /** Of the meeting. */
  language: z.enum(['en', 'ru']),
  /** Of the decision, when this was told. */
  status: decisionStatusSchema,
  /** The alternative that the council proposes or leans towards. */
  leaning: text.nullable(),
  /** Codes of what the policy still misses. */
  missing: z.array(text),
  /** The decider whom the agenda names, where the reader records on their behalf. */
  onBehalfOf: text.nullable(),
  /** Who settled it. */
  by: text.nullable(),
  /** What became of an export: to where, how many arrived and did not, and why not. */
  exported: z
    .strictObject({ label: text.nullable(), delivered: z.int(), failed: z.int(), reason: reasonSchema.nullable() })
    .nullable(),
  /** Of a follow-up: how the tasks stand, the reader's own where they decide nothing. `overdue` are open, too. */
  tasks: z.strictObject({ done: z.int(), open: z.int(), overdue: z.int() }).nullable(),
  /** What it asks for has been done meanwhile. */
  done: z.boolean(),
  createdAt: time,
  readAt: time.nullable(),
  mail: z.strictObject({
    state: z.enum(['none', 'queued', 'sent', 'failed']),
    /** Why the last try failed, also while more are to come. */
    reason: z.enum([...mailTroubles, 'queue', 'interrupted']).nullable(),
  }),
});
export type Notice = z.infer<typeof noticeSchema>;

export const listNoticesSchema = z.strictObject({
  cursor: text.max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

export const adminNoticeSchema = z.strictObject({
  id: text,
  kind: z.enum(adminNoticeKinds),
  name: text.describe('Who came, which connection failed, or from which row on the trail is not as it was sealed'),
  reason: text.nullable().describe('Why a connection failed, as a code of an error'),
  createdAt: time,
  readAt: time.nullable(),
});
export type AdminNotice = z.infer<typeof adminNoticeSchema>;

export const noticeListSchema = z.strictObject({
  administration: z
    .array(adminNoticeSchema)
    .describe('The newest of what administrators must know; none on later pages'),
  notifications: z.array(noticeSchema),
  nextCursor: text.nullable(),
  /** Not read, and still of interest. */
  unread: z.int(),
});
export type NoticeList = z.infer<typeof noticeListSchema>;

/** Which ones have been read: some by their ids, or all. */
export const readNoticesSchema = z.union([
  z.strictObject({ ids: z.array(text.max(64)).min(1).max(100) }),
  z.strictObject({ all: z.literal(true) }),
]);

export const unreadSchema = z.strictObject({ unread: z.int() });
