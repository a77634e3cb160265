import { z } from 'zod';
import { agendaSchema, languageSchema, timeZoneSchema } from '@/lib/council/agenda.schema';
import { proposalSchema } from '@/lib/council/proposal.schema';

/** A question of which an agenda is to be made. What is left out is read from the question or is the default. */
export const proposeSchema = z.strictObject({
  question: z.string().max(4000),
  /** What the author knows already, one statement a line. */
  notes: z.string().max(20_000).default(''),
  language: languageSchema.optional(),
  templateId: z.string().max(64).optional(),
  teamId: z.string().max(64).optional(),
  time_zone: timeZoneSchema.optional(),
});
export type Propose = z.output<typeof proposeSchema>;

export const proposedSchema = z.strictObject({
  /** To be changed by a person, then posted as a meeting. */
  agenda: agendaSchema,
  templateId: z.string(),
  /** Why each criterion counts, in the order of the agenda's. */
  whys: z.array(z.string()),
  seats: proposalSchema.shape.seats,
  missing: proposalSchema.shape.missing,
  alternatives: proposalSchema.shape.alternatives,
  /** What the moderator said aloud; empty where it said nothing. */
  text: z.string(),
  scripted: z.boolean(),
  model: z.string(),
  /** Why this is the template's agenda and nobody's proposal; null where the moderator made it. */
  fallback: z.enum(['too_slow', 'failed', 'budget', 'not_connected']).nullable(),
  /** Null for who may not see costs. */
  usage: z
    .strictObject({ inputTokens: z.int(), outputTokens: z.int(), microUsd: z.int(), known: z.boolean() })
    .nullable(),
});
export type Proposed = z.output<typeof proposedSchema>;
