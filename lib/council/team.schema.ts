import { z } from 'zod';
import { policySchema } from './agenda.schema';

export const roleSchema = z.enum(['moderator', 'expert', 'scribe', 'integrator']);
export type Role = z.infer<typeof roleSchema>;

/** Which model speaks for a seat. `playbook` is the scripted, embedded one. Price in micro-USD a million tokens. */
export const modelSchema = z.strictObject({
  provider: z.enum(['playbook', 'openai', 'anthropic', 'google', 'gateway', 'compatible']),
  name: z.string().trim().min(1).max(120),
});
export type ModelRef = z.infer<typeof modelSchema>;

export const seatSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  role: roleSchema,
  /** Shown in the margin, e.g. "Cluster operations". */
  name: z.string().trim().min(1).max(60),
  persona: z.string().trim().max(1200),
  model: modelSchema,
  tools: z.array(z.string().max(60)).max(20),
});
export type Seat = z.infer<typeof seatSchema>;

/** One ordered rule of a `custom` selector: the first whose `when` holds picks. Absent conditions hold. */
export const selectorRuleSchema = z.strictObject({
  when: z.strictObject({
    phase: z.enum(['discussion', 'premortem', 'panel']).optional(),
    last_seat: z.string().optional(),
    open_objection: z.boolean().optional(),
    risks_below: z.int().min(1).max(20).optional(),
    unheard: z.boolean().optional(),
  }),
  pick: z.union([
    z.strictObject({ seat: z.string() }),
    z.strictObject({ by: z.enum(['least_heard', 'objector', 'minority', 'leader_author']) }),
  ]),
});
export type SelectorRule = z.infer<typeof selectorRuleSchema>;

export const selectorSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('round_robin') }),
  z.strictObject({ method: z.literal('auto') }),
  z.strictObject({ method: z.literal('random') }),
  z.strictObject({ method: z.literal('custom'), rules: z.array(selectorRuleSchema).min(1).max(20) }),
]);
export type Selector = z.infer<typeof selectorSchema>;

export const limitsSchema = z.strictObject({
  /** Every attempt of a turn counts. */
  turns: z.int().min(12).max(400),
  active_minutes: z.number().positive().max(240),
  tokens: z.int().min(10_000).max(50_000_000),
  /** Micro-USD. */
  money: z.int().min(0).max(1_000_000_000),
});
export type Limits = z.infer<typeof limitsSchema>;

/** A versioned set-up of a council. A run pins one version. */
export const teamSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    protocol: z.enum(['council', 'panel']),
    selector: selectorSchema,
    /** Rounds of discussion (`council`: at most 2 unless extended; `panel`: all of them). */
    rounds: z.int().min(1).max(10),
    seats: z.array(seatSchema).min(4).max(16),
    limits: limitsSchema,
    /** Overrides the agenda's where stricter. */
    policy: policySchema.nullable(),
  })
  .superRefine((team, ctx) => {
    const count = (role: Role) => team.seats.filter((seat) => seat.role === role).length;
    const issue = (message: string) => ctx.addIssue({ code: 'custom', path: ['seats'], message });
    if (count('expert') < 2) issue('team.experts_too_few');
    for (const role of ['moderator', 'scribe', 'integrator'] as const) {
      if (count(role) !== 1) issue(`team.one_${role}`);
    }
    if (new Set(team.seats.map((seat) => seat.id)).size !== team.seats.length) issue('team.seat_ids_unique');
    if (team.selector.method === 'custom') {
      for (const [n, { when, pick }] of team.selector.rules.entries()) {
        const named = [when.last_seat, 'seat' in pick ? pick.seat : undefined].filter((seat) => seat !== undefined);
        if (named.some((seat) => !team.seats.some((one) => one.id === seat))) {
          ctx.addIssue({ code: 'custom', path: ['selector', 'rules', n], message: 'team.rule_names_no_seat' });
        }
      }
    }
  });
export type Team = z.infer<typeof teamSchema>;
