import { z } from 'zod';

const linked = z.object({ text: z.string(), turns: z.array(z.int().nonnegative()) });

/**
 * A meeting with what people found in it. Turns are counted from 0 here, as in the AMI files; minutes count from 1.
 * Only our own transcripts say who owns a task, by when it is due, what else was proposed and what was said against it.
 */
export const goldMeetingSchema = z.object({
  meeting: z.string(),
  held_on: z.iso.date().optional(),
  turns: z.array(z.object({ text: z.string() })),
  gold: z.object({
    decisions: z.array(linked),
    actions: z.array(
      linked.extend({ owner: z.string().nullable().optional(), due: z.iso.date().nullable().optional() }),
    ),
    problems: z.array(linked),
    alternatives: z.array(linked).default([]),
    objections: z.array(linked).default([]),
  }),
});
export type GoldMeeting = z.infer<typeof goldMeetingSchema>;
