import { z } from 'zod';

/**
 * What one call of a seat returns. `text` is streamed to people; every other field is a
 * contribution to the ledger and quotes that text verbatim. A purpose picks its fields.
 */
const line = (max: number) => z.string().trim().min(1).max(max);
const share = z.number().min(0).max(1);
/** Verbatim from this answer's own `text`. */
const quote = line(600);

export const costSchema = z.object({ amount: z.number().nonnegative(), unit: line(40), basis: line(300) });
export type Cost = z.infer<typeof costSchema>;

const claim = z.object({ text: line(400), quote });
const optionSchema = z.object({
  name: line(80),
  summary: line(500),
  pros: z.array(claim).max(6),
  cons: z.array(claim).max(6),
  cost: costSchema.nullable(),
});
/** Likelihood and impact on 1 to 5. */
const riskSchema = z.object({
  text: line(400),
  quote,
  likelihood: z.int().min(1).max(5),
  impact: z.int().min(1).max(5),
  early_signal: z.string().trim().max(300),
  mitigation: z.string().trim().max(400),
  cost: costSchema.nullable(),
  owner: z.string().trim().max(120).nullable(),
});
/** A cited statement about what others said: turns and agenda facts by number, quote verbatim from one of them. */
const citedSchema = z.object({
  text: line(500),
  turns: z.array(z.int().positive()).max(8),
  facts: z.array(z.int().positive()).max(8),
  quote,
});

/** New alternatives that one answer may bring. */
export const alternativesAtOnce = 6;

/** Every field of an answer by its name. */
export const answerFields = {
  text: line(8000),
  criteria: z
    .array(z.object({ name: line(60), weight: z.number().positive().max(100) }))
    .min(2)
    .max(6),
  /** New alternatives, each a complete answer to the question. */
  alternatives: z.array(optionSchema).max(alternativesAtOnce),
  /** The name or id of the alternative the seat stands for now. */
  position: z.object({ alternative: line(80), confidence: share, because: z.string().trim().max(400) }),
  /** What others may not know; `fact` numbers the agenda's fact it rests on, if any. */
  unique_facts: z.array(z.object({ text: line(400), quote, fact: z.int().positive().nullable() })).max(6),
  change_mind: z.string().trim().max(400),
  /** Pairs of pooled alternative ids that mean the same. */
  joins: z.array(z.object({ keep: line(20), join: line(20), why: line(300) })).max(6),
  /** 0 (worst) to 10 (best), each alternative id by criterion name. */
  scores: z.array(z.object({ alternative: line(20), criterion: line(60), score: z.number().min(0).max(10) })).max(80),
  objection: z
    .object({ alternative: line(20), text: line(400), quote, severity: z.enum(['concern', 'block']) })
    .nullable(),
  claims: z.array(claim.extend({ alternative: line(20), stance: z.enum(['pro', 'con']) })).max(6),
  /** Answers to open objections, by objection id. */
  replies: z.array(z.object({ objection: line(20), text: line(400), quote, resolves: z.boolean() })).max(6),
  risks: z.array(riskSchema).max(6),
  /** Completes risks that are already listed, by risk id. */
  mitigations: z.array(z.object({ risk: line(20), quote, mitigation: line(400), cost: costSchema.nullable() })).max(8),
  vote: z.object({ alternative: line(20), confidence: share, because: line(400) }),
  title: line(160),
  statement: line(500),
  rationale: z.array(citedSchema).max(8),
  rejections: z.array(citedSchema.extend({ alternative: line(20) })).max(8),
  /** What contributed to an incident; empty where none is reviewed. */
  causes: z.array(citedSchema).max(8),
  assumptions: z.array(line(300)).max(8),
  open_questions: z.array(line(300)).max(8),
  kill_criterion: z.string().trim().max(300),
  review_date: z.iso.date().nullable(),
  items: z
    .array(
      z.object({
        title: line(160),
        owner: z.string().trim().max(120).nullable(),
        /** As it was said ("next Friday"), or an ISO date. */
        due: line(80).nullable(),
        acceptance: line(300),
        turns: z.array(z.int().positive()).max(8),
        facts: z.array(z.int().positive()).max(8),
        quote,
        origin: z.enum(['stated', 'derived']),
        priority: z.enum(['high', 'medium', 'low']),
        /** 1-based places in this list. */
        depends_on: z.array(z.int().positive()).max(8),
        /** What an action after an incident is for. */
        kind: z.enum(['prevent', 'detect', 'mitigate']).nullish(),
      }),
    )
    .max(12),
  /** Dates of `items`, by place; worked out by code from what was said, never asked of a model. */
  dues: z.array(z.iso.date().nullable()).max(12),
  summary: line(1200),
  seat: line(31),
  reason: line(300),
} as const;

type FieldName = keyof typeof answerFields;

/** Which fields each purpose asks for, in the order a model should write them. */
export const purposeFields = {
  frame: ['text', 'criteria'],
  draft: ['text', 'alternatives', 'position', 'unique_facts', 'change_mind'],
  pool: ['text', 'joins'],
  review: ['text', 'scores', 'objection'],
  discuss: ['text', 'claims', 'replies', 'position', 'alternatives', 'risks'],
  premortem: ['text', 'risks'],
  ballot: ['text', 'vote'],
  follow_up: ['text', 'alternatives', 'risks', 'mitigations', 'claims', 'replies'],
  record: [
    'text',
    'title',
    'statement',
    'rationale',
    'rejections',
    'causes',
    'assumptions',
    'open_questions',
    'kill_criterion',
    'review_date',
  ],
  tasks: ['text', 'items'],
  close: ['text', 'summary'],
  select: ['text', 'seat', 'reason'],
} as const satisfies Record<string, readonly FieldName[]>;

export type Purpose = keyof typeof purposeFields;

/**
 * The schema of each purpose's answer. The cast's guarantee: every key is a purpose, and each object holds `text` and
 * a pick of the same fields that `Answer` is inferred from.
 */
export const answerSchemas = Object.fromEntries(
  Object.entries(purposeFields).map(([purpose, names]) => [
    purpose,
    z.object(Object.fromEntries(names.map((name) => [name, answerFields[name]]))),
  ]),
) as unknown as { readonly [P in Purpose]: z.ZodType<Answer> };

const whole = z.object(answerFields);
export type AnswerFields = z.infer<typeof whole>;
/** `text` and whatever contributions came with it. */
export type Answer = { text: string } & { [F in Exclude<FieldName, 'text'>]?: AnswerFields[F] | undefined };
