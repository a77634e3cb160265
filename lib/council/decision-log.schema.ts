import { z } from 'zod';
import { criterionSchema } from './agenda.schema';
import { costSchema } from './answers.schema';

/** A claim with its evidence: the quote occurs verbatim in a cited turn or agenda fact; code checks it. */
export const claimSchema = z.strictObject({
  text: z.string(),
  turns: z.array(z.int().positive()),
  facts: z.array(z.int().positive()),
  quote: z.string().min(1),
  /** `human`: a person wrote it into the log; `by` names them, and they need not cite. */
  origin: z.enum(['stated', 'derived', 'human']),
  by: z.string().optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** A cost and where it was said. */
const citedCostSchema = z.strictObject({ ...costSchema.shape, ...claimSchema.omit({ text: true }).shape });
export type CitedCost = z.infer<typeof citedCostSchema>;

/** Where a decision log stands: a council proposes or escalates, a person settles it. */
export const decisionStatusSchema = z.enum([
  'draft',
  'proposed',
  'accepted',
  'rejected',
  'deferred',
  'escalated',
  'superseded',
]);
export type DecisionStatus = z.infer<typeof decisionStatusSchema>;

const settlementSchema = z.strictObject({
  by: z.string(),
  /** The decider, where somebody else recorded what they decided. */
  on_behalf_of: z.string().nullable(),
  note: z.string(),
  at: z.iso.datetime(),
});

const flaggedSchema = z.strictObject({
  /** An earlier accepted decision of the organisation, by its id. */
  decision: z.string(),
  title: z.string(),
  why: z.string(),
});

export const joinedSchema = z.strictObject({
  name: z.string(),
  summary: z.string(),
  turn: z.int().positive(),
  by: z.enum(['code', 'moderator']),
  /** Jaccard similarity, 0 to 1, and the words that both share; null where the moderator joined them. */
  score: z.number().nullable(),
  shared: z.array(z.string()),
  /** The moderator's reason. */
  why: z.string().optional(),
});
export type Joined = z.infer<typeof joinedSchema>;

export const decisionLogSchema = z.strictObject({
  id: z.string(),
  meeting_id: z.string(),
  run_id: z.string(),
  title: z.string(),
  question: z.string(),
  statement: z.string(),
  status: decisionStatusSchema,
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
      cost: citedCostSchema.nullable(),
      /** Proposals that were joined to this one, in their own words, and why: shared words, or the moderator's finding. */
      joined: z.array(joinedSchema),
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
      cost: citedCostSchema.nullable(),
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
  /** Each ballot as it was cast; empty in a panel. */
  ballots: z.array(
    z.strictObject({
      seat: z.string(),
      turn: z.int().positive(),
      alternative: z.string(),
      confidence: z.number(),
      because: z.string(),
    }),
  ),
  /** Who stood for what and when; `from` is null for a first position. `citing`: turns of others that spoke for the move. */
  positions: z.array(
    z.strictObject({
      seat: z.string(),
      turn: z.int().positive(),
      from: z.string().nullable(),
      to: z.string(),
      confidence: z.number(),
      because: z.string(),
      citing: z.array(z.int().positive()),
      /** Joined the majority without new evidence. */
      flagged: z.boolean(),
    }),
  ),
  /** What only one seat knew, and the turns that voiced it to the others; empty: it never came up again. */
  unique_facts: z.array(claimSchema.extend({ seat: z.string(), voiced_by: z.array(z.int().positive()) })),
  confidence: z.number().min(0).max(1).nullable(),
  /** What the policy still misses; empty when the gate passed. */
  missing: z.array(z.strictObject({ code: z.string(), subject: z.string().nullable() })),
  /**
   * Where people met without a council: who took it from their transcript (`rules`: no model read it), and by which
   * signs. `record`: it is no decision of the meeting but the record of it, which is approved. Absent in a council's.
   */
  taken: z
    .strictObject({ provider: z.string(), model: z.string(), signs: z.array(z.string()), record: z.boolean() })
    .optional(),
  /** Minutes, from the agenda's incident times. */
  incident: z
    .strictObject({
      detect_minutes: z.number(),
      mitigate_minutes: z.number(),
      restore_minutes: z.number(),
      timeline: z.array(
        z.strictObject({ at: z.string(), what: z.enum(['started', 'detected', 'mitigated', 'resolved']) }),
      ),
      causes: z.array(claimSchema),
    })
    .nullable(),
  /** Earlier accepted decisions that this one seems to go against: flagged, never blocked. */
  contradicts: z.array(flaggedSchema),
  /** A person's last word on it; null before that. */
  settlement: settlementSchema.nullable(),
  deferred_until: z.iso.date().nullable(),
  /** The accepted version that this one takes the place of. */
  supersedes: z.int().positive().nullable(),
  /** The run whose decision took its place, or that holds another round about it. */
  superseded_by: z.string().nullable(),
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
  /** The member or seat that `owner` was found to be. */
  owner_ref: z.strictObject({ kind: z.enum(['member', 'seat']), id: z.string() }).nullable(),
  /** Owner and date in the words that were said. */
  owner_said: z.string().nullable(),
  due: z.string().nullable(),
  due_said: z.string().nullable(),
  acceptance: z.string(),
  turns: z.array(z.int().positive()),
  facts: z.array(z.int().positive()),
  quote: z.string(),
  origin: z.enum(['stated', 'derived', 'human']),
  priority: z.enum(['high', 'medium', 'low']),
  depends_on: z.array(z.string()),
  /** What an action after an incident is for. */
  kind: z.enum(['prevent', 'detect', 'mitigate']).nullable(),
  /** Other wordings that were joined to it. */
  also: z.array(z.string()),
  contradicts: z.array(flaggedSchema),
  /** What a person noted when they changed it. */
  note: z.string().nullable(),
  version: z.int().positive(),
  status: z.enum(['proposed', 'confirmed', 'done', 'dropped']),
  external_urls: z.record(z.string(), z.string()),
  idempotency_key: z.string(),
});
export type ActionItem = z.infer<typeof actionItemSchema>;
