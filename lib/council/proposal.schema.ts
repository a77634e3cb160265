import { z } from 'zod';

const line = (max: number) => z.string().trim().min(1).max(max);

/** An agenda as the moderator proposes it, before a person has looked at it. */
export const proposalSchema = z.object({
  title: line(120),
  question: z.string().trim().min(8).max(1000),
  /** The author's own words, sorted. */
  facts: z.array(line(2000)).max(60),
  constraints: z.array(line(2000)).max(30),
  reversibility: z.enum(['one-way', 'two-way']),
  /** Weights are relative. */
  criteria: z
    .array(z.object({ name: line(60), weight: z.number().positive().max(100), why: z.string().trim().max(300) }))
    .min(2)
    .max(6),
  items: z
    .array(z.object({ title: line(200), minutes: z.number().positive().max(240) }))
    .min(1)
    .max(8),
  /** Who should sit at the table; `seat` is the id of one that the team has, null where it has none. */
  seats: z.array(z.object({ seat: z.string().trim().max(31).nullable(), name: line(60), why: line(300) })).max(16),
  /** What must be found out before the meeting, or at it, and who could know. */
  missing: z
    .array(z.object({ question: line(300), who: z.string().trim().max(120), when: z.enum(['before', 'at']) }))
    .max(8),
  /** Answers that the author named; a hint, not a choice. */
  alternatives: z.array(line(160)).max(8),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** What a model answers: `text` is said aloud while it comes. */
export const preparedSchema = z.object({ text: line(8000), ...proposalSchema.shape });
export type Prepared = z.infer<typeof preparedSchema>;
/** What of a proposal was said; the rest is nobody's yet. */
export type Said = { [K in keyof Proposal]?: Proposal[K] | undefined };
