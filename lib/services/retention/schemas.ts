import { z } from 'zod';

/** For so many days a deleted meeting can be restored. */
export const graceDays = 30;

const days = z.int().min(1).max(36_500);
const id = z.string().min(1).max(64);

export const erasureSchema = z.strictObject({
  id: z.string(),
  pseudonym: z.string().describe('What stands in place of the person’s name from now on'),
  state: z.enum(['open', 'done']),
  total: z.int().describe('Meetings in which something was found when it was asked for'),
  seen: z.int(),
  waiting: z.int().describe('Meetings that are in session or on hold: they are seen to afterwards'),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const retentionSchema = z.strictObject({
  retentionDays: days.nullable().describe('Transcripts are blanked so many days after their run’s end; null: never'),
  heldAt: z.iso.datetime().nullable().describe('Since when nothing is blanked, erased or deleted'),
  heldMeetings: z.int(),
  erasures: z.array(erasureSchema).describe('The newest 50'),
});
export type Retention = z.infer<typeof retentionSchema>;

export const changeRetentionSchema = z
  .strictObject({ retentionDays: days.nullable().optional(), held: z.boolean().optional() })
  .refine((change) => change.retentionDays !== undefined || change.held !== undefined, {
    path: ['retentionDays'],
    error: 'retention.nothing',
  });
export type ChangeRetention = z.infer<typeof changeRetentionSchema>;

export const previewRetentionSchema = z.strictObject({ days: z.coerce.number().pipe(days) });
export const dueSchema = z.strictObject({
  meetings: z.int().describe('Whose transcripts would be blanked today'),
  open: z.int().describe('Those of them whose decision still waits for a person'),
  oldest: z.iso.datetime().nullable().describe('End of the oldest run among them'),
});
export type Due = z.infer<typeof dueSchema>;

export const holdMeetingSchema = z.strictObject({ meetingId: id, held: z.boolean() });
export const heldMeetingSchema = z.strictObject({ heldAt: z.iso.datetime().nullable() });
export type HeldMeeting = z.infer<typeof heldMeetingSchema>;

/** Whom to erase: a member, or somebody whom texts name. */
export const subjectSchema = z
  .strictObject({
    userId: id.optional(),
    names: z.array(z.string().trim().min(2).max(120)).max(8).default([]).describe('Names and spellings to look for'),
  })
  .refine((subject) => subject.userId !== undefined || subject.names.length > 0, {
    path: ['names'],
    error: 'erasure.nobody',
  });
export type Subject = z.infer<typeof subjectSchema>;

export const requestErasureSchema = z.strictObject({
  userId: id.optional(),
  names: z.array(z.string().trim().min(2).max(120)).max(8).default([]),
  confirm: z.string().max(200).describe('The member’s name, or the first of the names, typed again'),
});
export type RequestErasure = z.infer<typeof requestErasureSchema>;

export const tracesSchema = z.strictObject({
  name: z.string().describe('What is to be typed to confirm'),
  names: z.array(z.string()),
  meetings: z.int(),
  waiting: z.int().describe('In session or on hold'),
  comments: z.int().describe('What they wrote themselves'),
  kept: z.int().describe('Accepted decisions that stay as they were signed, names included'),
});
export type Traces = z.infer<typeof tracesSchema>;

export const deletedMeetingSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  deletedAt: z.iso.datetime(),
  goneAt: z.iso.datetime().describe('When it can’t be restored any more'),
  held: z.boolean(),
});
export const deletedMeetingsSchema = z.strictObject({ meetings: z.array(deletedMeetingSchema) });
export type DeletedMeetings = z.infer<typeof deletedMeetingsSchema>;
