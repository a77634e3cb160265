import { z } from 'zod';

/** What a person asks of a run. */
export const controlSchema = z.discriminatedUnion('control', [
  z.strictObject({ control: z.literal('pause'), mode: z.enum(['after_turn', 'now']).default('after_turn') }),
  z.strictObject({ control: z.literal('resume') }),
  z.strictObject({ control: z.literal('stop'), mode: z.enum(['wrap_up', 'now']).default('now') }),
  z.strictObject({ control: z.literal('handoff'), seat: z.string().max(31) }),
  z.strictObject({ control: z.literal('request_alt'), seat: z.string().max(31).optional() }),
  z.strictObject({ control: z.literal('request_risk'), seat: z.string().max(31).optional() }),
  /** `turn`: only that one; without it every turn that is being spoken. */
  z.strictObject({ control: z.literal('skip'), turn: z.int().min(1).optional() }),
  z.strictObject({ control: z.literal('extend'), minutes: z.int().min(1).max(30).default(2) }),
  z.strictObject({
    control: z.literal('say'),
    text: z.string().trim().min(1).max(4000),
    seat: z.string().max(31).optional(),
  }),
  z.strictObject({ control: z.literal('wrap_up') }),
]);
export type Control = z.infer<typeof controlSchema>;
export type ControlName = Control['control'];
