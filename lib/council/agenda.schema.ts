import { z } from 'zod';

/** The two languages of the interface and of what seats say. */
export const languageSchema = z.enum(['en', 'ru']);
export type Language = z.infer<typeof languageSchema>;

export const templateSchema = z.enum([
  'architecture-decision',
  'incident-review',
  'vendor-choice',
  'product-bet',
  'policy-choice',
  'hiring',
  'general',
]);
export type TemplateId = z.infer<typeof templateSchema>;

export const policySchema = z.strictObject({
  /** Distinct alternatives the log must hold, "do nothing" not counted. */
  min_alternatives: z.int().min(1).max(8),
  rationale_required: z.boolean(),
  risk_cost_required: z.boolean(),
});
export type Policy = z.infer<typeof policySchema>;

/** Weights are relative; `frame` normalises them so that they sum to 1. */
export const criterionSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  weight: z.number().positive().max(100),
});
export type Criterion = z.infer<typeof criterionSchema>;

export const incidentSchema = z.strictObject({
  service: z.string().trim().min(1).max(300),
  started_at: z.iso.datetime({ offset: true }),
  detected_at: z.iso.datetime({ offset: true }),
  mitigated_at: z.iso.datetime({ offset: true }),
  resolved_at: z.iso.datetime({ offset: true }),
});
export type Incident = z.infer<typeof incidentSchema>;

export const agendaItemSchema = z.strictObject({
  title: z.string().trim().min(1).max(300),
  minutes: z.number().positive().max(240),
});

/** An IANA name ("Europe/Berlin") that the platform knows. */
export const timeZoneSchema = z.string().trim().min(1).max(60).refine(isTimeZone, { error: 'agenda.time_zone' });

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as "+03:00" pass Intl, yet know nothing of summer time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** What a meeting is about: the question, what is known, the boxes and the rules of quality. */
export const agendaSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  language: languageSchema,
  template: templateSchema,
  question: z.string().trim().min(8).max(1000),
  decider: z.string().trim().min(1).max(120),
  /** People who are asked before it is decided; absent in agendas of before it was asked. */
  consulted: z.array(z.string().trim().min(1).max(120)).max(12).optional(),
  /** People who are told once it is decided. */
  informed: z.array(z.string().trim().min(1).max(120)).max(12).optional(),
  reversibility: z.enum(['one-way', 'two-way']),
  timebox_minutes: z.number().positive().max(240),
  facts: z.array(z.string().trim().min(1).max(2000)).max(60),
  constraints: z.array(z.string().trim().min(1).max(2000)).max(30),
  items: z.array(agendaItemSchema).max(20),
  /** Empty: the template's or the moderator's frame supplies them. */
  criteria: z.array(criterionSchema).max(8),
  policy: policySchema,
  incident: incidentSchema.nullable(),
  /** The day that relative dates refer to, ISO 8601. */
  held_on: z.iso.date(),
  /** The zone in which `held_on` and every due date are days. Agendas of before it was asked count in UTC. */
  time_zone: timeZoneSchema.default('UTC'),
});
export type Agenda = z.infer<typeof agendaSchema>;
