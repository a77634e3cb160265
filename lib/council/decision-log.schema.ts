import { z } from 'zod';
import { criterionSchema } from './agenda.schema';
import { costSchema } from './answers.schema';

/** A claim with its evidence: the quote occurs verbatim in a cited turn or agenda fact; code checks it. */
export const claimSchema = z.strictObject({
  text: z.string(),
  turns: z.array(z.int().positive()),
  facts: z.array(z.int().positive()),
  quote: z.string().min(1),
  origin: z.enum(['stated', 'derived', 'human']),
});
export type Claim = z.infer<typeof claimSchema>;

export const decisionLogSchema = z.strictObject({
  id: z.string(),
  meeting_id: z.string(),
  run_id: z.string(),
  title: z.string(),
  question: z.string(),
  statement: z.string(),
  status: z.enum(['draft', 'proposed', 'accepted', 'rejected', 'deferred', 'escalated', 'superseded']),
  /** A run that was stopped keeps what it had: true. */
  incomplete: z.boolean(),
  /** True when no model or person wrote it: experts were scripted. */
  scripted: z.boolean(),
  decider: z.string(),
  consulted: z.array(z.string()),
  informed: z.array(z.string()),
  reversibility: z.enum(['one-way', 'two-way']),
  criteria: z.array(criterionSchema),
  alternatives: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      summary: z.string(),
      pros: z.array(claimSchema),
      cons: z.array(claimSchema),
      cost: costSchema.extend({ turns: z.array(z.int().positive()) }).nullable(),
      /** Mean of reviewers by criterion, 0 to 10; `total` weighted. Null where nobody scored. */
      scores: z.strictObject({ by_criterion: z.record(z.string(), z.number()), total: z.number().nullable() }),
      why_rejected: claimSchema.nullable(),
    }),
  ),
  chosen: z.string().nullable(),
  rationale: z.array(claimSchema),
  assumptions: z.array(z.string()),
  open_questions: z.array(z.string()),
  risks: z.array(
    claimSchema.extend({
      id: z.string(),
      likelihood: z.int(),
      impact: z.int(),
      early_signal: z.string(),
      mitigation: z.string(),
      cost: costSchema.nullable(),
      owner: z.string().nullable(),
    }),
  ),
  dissent: z.array(
    claimSchema.extend({
      seat: z.string(),
      severity: z.enum(['concern', 'block', 'vote']),
      answered_by: z.array(z.int().positive()),
    }),
  ),
  votes: z.strictObject({
    first: z.record(z.string(), z.string()),
    final: z.record(z.string(), z.string()),
    /** Votes and summed confidence by alternative id. */
    majority: z.record(z.string(), z.number()),
    weighted: z.record(z.string(), z.number()),
  }),
  confidence: z.number().min(0).max(1).nullable(),
  /** What the policy still misses; empty when the gate passed. */
  missing: z.array(z.strictObject({ code: z.string(), subject: z.string().nullable() })),
  /** Minutes, from the agenda's incident times. */
  incident: z
    .strictObject({ detect_minutes: z.number(), mitigate_minutes: z.number(), restore_minutes: z.number() })
    .nullable(),
  confirmation: z.strictObject({ member: z.string(), at: z.string(), sha256: z.string() }).nullable(),
  review_date: z.string().nullable(),
  kill_criterion: z.string(),
  protocol_version: z.string(),
  models: z.array(z.string()),
  version: z.int().positive(),
  /** SHA-256 of the canonical JSON (RFC 8785) of everything but this field. Empty until stored. */
  content_hash: z.string(),
});
export type DecisionLog = z.infer<typeof decisionLogSchema>;
export type LogAlternative = DecisionLog['alternatives'][number];

export const actionItemSchema = z.strictObject({
  id: z.string(),
  decision_id: z.string(),
  title: z.string(),
  /** A seat or member that was named, else null: shown as unassigned, never guessed. */
  owner: z.string().nullable(),
  due: z.string().nullable(),
  acceptance: z.string(),
  turns: z.array(z.int().positive()),
  facts: z.array(z.int().positive()),
  quote: z.string(),
  origin: z.enum(['stated', 'derived', 'human']),
  priority: z.enum(['high', 'medium', 'low']),
  depends_on: z.array(z.string()),
  status: z.enum(['proposed', 'confirmed', 'done', 'dropped']),
  external_urls: z.record(z.string(), z.string()),
  idempotency_key: z.string(),
});
export type ActionItem = z.infer<typeof actionItemSchema>;
