import { z } from 'zod';
import { meetingStates } from '@/db/schema';
import { agendaSchema, languageSchema, templateSchema } from '@/lib/council/agenda.schema';
import { decisionStatusSchema } from '@/lib/council/decision-log.schema';
import { exportToSchema } from '../exports/automatic';
import { countedFilterSchema } from '../measures/schemas';

const text = z.string();
const time = z.iso.datetime();

/** Where a meeting stands: by its newest run, then by what a person made of its decision. */
export const meetingStateSchema = z.enum(meetingStates);

export const lastRunSchema = z.strictObject({
  id: text,
  status: z.enum(['queued', 'running', 'pausing', 'paused', 'waiting', 'wrapping_up', 'finished']),
  outcome: z.enum(['decided', 'escalated', 'stopped', 'failed']).nullable(),
  phase: text.nullable(),
  /** Name of the alternative that led the last ballot, or that a person chose after it. */
  leader: text.nullable(),
  turns: z.int(),
  scripted: z.boolean(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
});

export const meetingSummarySchema = z.strictObject({
  id: text,
  /** `minutes`: people met without a council; what was decided is taken from their transcript. */
  kind: z.enum(['council', 'minutes']),
  title: text,
  question: text,
  language: languageSchema,
  template: templateSchema,
  state: meetingStateSchema,
  createdAt: time,
  lastRun: lastRunSchema.nullable(),
  /** The decision of the newest run. `open`: it waits for its decider; who that is as a member, where one is. */
  decision: z
    .strictObject({
      status: decisionStatusSchema,
      version: z.int(),
      open: z.boolean(),
      decider: text,
      deciderUserId: text.nullable(),
    })
    .nullable(),
});
export type MeetingSummary = z.infer<typeof meetingSummarySchema>;

export const meetingSchema = meetingSummarySchema.extend({
  agenda: agendaSchema,
  version: z.int(),
  updatedAt: time,
  runs: z.int(),
  team: z.strictObject({ id: text, name: text, version: z.int() }).nullable(),
  /** The member who decides; null where the decider is named but no member. */
  decider: z.strictObject({ userId: text, name: text }).nullable(),
  createdBy: z.strictObject({ userId: text, name: text }).nullable(),
  /** Integrations to which its decision goes by itself once it is accepted; null: as its team says. */
  exportTo: exportToSchema.nullable(),
  heldAt: time.nullable().describe('Since when it is on legal hold by itself'),
});
export type Meeting = z.infer<typeof meetingSchema>;

/** When its author began to prepare it. One that lies ahead, or more than a day back, counts as not told. */
const openedAt = z.iso.datetime({ offset: true });

export const createMeetingSchema = z.strictObject({
  agenda: agendaSchema,
  teamId: z.string().max(64).optional(),
  /** Any template, also an organisation's own: its kind, its team, and its criteria where the agenda has none. */
  templateId: z.string().max(64).optional(),
  openedAt: openedAt.optional(),
  exportTo: exportToSchema.nullable().optional(),
});
export type CreateMeeting = z.infer<typeof createMeetingSchema> & { idempotencyKey?: string };

/** What a client posts: the agenda as an object, or as the Markdown of an agenda file. */
export const postMeetingSchema = z
  .strictObject({
    agenda: agendaSchema.optional(),
    markdown: z.string().optional(),
    teamId: z.string().max(64).optional(),
    templateId: z.string().max(64).optional(),
    openedAt: openedAt.optional(),
    exportTo: exportToSchema.nullable().optional(),
  })
  .refine((body) => (body.agenda === undefined) !== (body.markdown === undefined), {
    path: ['agenda'],
    message: 'agenda.missing',
  });

export const listMeetingsSchema = z.strictObject({
  search: z.string().trim().max(200).optional(),
  state: meetingStateSchema.optional(),
  ...countedFilterSchema.shape,
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListMeetings = z.input<typeof listMeetingsSchema>;

export const meetingListSchema = z.strictObject({
  meetings: z.array(meetingSummarySchema),
  nextCursor: text.nullable(),
  /** How many meetings of the search stand where. */
  counts: z.record(meetingStateSchema, z.int()),
});
export type MeetingList = z.infer<typeof meetingListSchema>;

export const changeMeetingSchema = z.strictObject({
  /** The version that was read; a newer one is a conflict. */
  version: z.int().positive().optional(),
  agenda: agendaSchema.optional(),
  teamId: z.string().max(64).optional(),
  /** Null: as its team says. */
  exportTo: exportToSchema.nullable().optional(),
});
export type ChangeMeeting = z.infer<typeof changeMeetingSchema> & { meetingId: string };
