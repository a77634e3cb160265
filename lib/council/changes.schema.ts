import { z } from 'zod';

const text = (max: number) => z.string().trim().max(max);
const line = (max: number) => text(max).min(1);

/**
 * What a person changes in a decision log; what is absent stays. Lists of claims come whole, in their new order: `from`
 * is the claim's place (0-based) in the version that is changed, and other words than it had make it a person's claim.
 */
export const changesSchema = z.strictObject({
  title: line(160).optional(),
  statement: text(1000).optional(),
  /** Id of an alternative of the log; null: none. */
  chosen: z.string().max(64).nullable().optional(),
  rationale: z
    .array(z.strictObject({ from: z.int().min(0).optional(), text: line(1000) }))
    .max(20)
    .optional(),
  /** By id; without one it is added. */
  risks: z
    .array(
      z.strictObject({
        id: z.string().max(64).optional(),
        text: line(400).optional(),
        likelihood: z.int().min(1).max(5).optional(),
        impact: z.int().min(1).max(5).optional(),
        early_signal: text(300).optional(),
        mitigation: text(400).optional(),
        owner: text(120).nullable().optional(),
      }),
    )
    .max(40)
    .optional(),
  assumptions: z.array(line(300)).max(40).optional(),
  open_questions: z.array(line(1000)).max(40).optional(),
  review_date: z.iso.date().nullable().optional(),
  kill_criterion: text(300).optional(),
  /** Only ever added. Nobody named: the person's own. */
  dissent: z
    .array(
      z.strictObject({
        text: line(1000),
        seat: line(120).optional(),
        severity: z.enum(['concern', 'block']).default('concern'),
      }),
    )
    .max(20)
    .optional(),
});
export type Changes = z.infer<typeof changesSchema>;

/** What a person changes in a task. */
export const taskChangesSchema = z.strictObject({
  title: line(160).optional(),
  /** Null: nobody. */
  owner: z
    .strictObject({ kind: z.enum(['member', 'seat']), id: z.string().max(64) })
    .nullable()
    .optional(),
  due: z.iso.date().nullable().optional(),
  acceptance: text(300).optional(),
  priority: z.enum(['high', 'medium', 'low']).optional(),
  note: text(1000).nullable().optional(),
  /** `confirmed`: it counts. `dropped`: it does not. */
  status: z.enum(['proposed', 'confirmed', 'done', 'dropped']).optional(),
});
export type TaskChanges = z.infer<typeof taskChangesSchema>;
