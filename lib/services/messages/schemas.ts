import { z } from 'zod';

const text = z.string();

export const messageSchema = z.strictObject({
  runId: text,
  /** Sequence of the event it came with; `part` tells the votes of one ballot apart. */
  seq: z.int(),
  part: z.int(),
  kind: z.enum(['turn', 'say', 'comment']),
  turn: z.int().nullable(),
  seat: text.nullable(),
  userId: text.nullable(),
  author: text,
  phase: text.nullable(),
  /** Null once erased. */
  text: text.nullable(),
  private: z.boolean(),
  at: z.iso.datetime(),
});
export type Message = z.infer<typeof messageSchema>;

export const listMessagesSchema = z.strictObject({
  runId: text.max(64).optional(),
  cursor: text.max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListMessages = z.input<typeof listMessagesSchema> & { meetingId: string };

export const messageListSchema = z.strictObject({ messages: z.array(messageSchema), nextCursor: text.nullable() });
export type MessageList = z.infer<typeof messageListSchema>;

export const commentSchema = z.strictObject({
  text: text.trim().min(1).max(4000),
  /** Seen by who may steer a run only. */
  private: z.boolean().default(false),
});
