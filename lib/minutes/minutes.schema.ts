import { z } from 'zod';
import { claimSchema } from '../council/decision-log.schema';

/** How sure its maker is, 0 to 1, and by which signs. Each sign is a code with a word in both languages. */
const marks = { confidence: z.number().min(0).max(1), signs: z.array(z.string()) };
/** Turns of the transcript, and words that occur in one of them. */
const evidence = z.strictObject(claimSchema.omit({ facts: true, by: true }).shape);

export const minutesDecisionSchema = z.strictObject({
  /** `D1`, `D2` and so on, by their first turn. */
  id: z.string(),
  title: z.string(),
  /** What was decided, in one sentence. */
  statement: z.string(),
  ...evidence.omit({ text: true }).shape,
  ...marks,
  /** What else was on the table; what was chosen is among them where anything was. */
  alternatives: z.array(z.strictObject({ name: z.string(), chosen: z.boolean(), ...evidence.shape })),
  rationale: z.array(evidence),
  /** Who spoke against it. */
  objections: z.array(z.strictObject({ speaker: z.string().nullable(), ...evidence.shape })),
});

export const minutesTaskSchema = z.strictObject({
  /** `T1`, `T2` and so on, by their first turn. */
  id: z.string(),
  /** Verb first. */
  title: z.string(),
  /** A speaker, or a person whom somebody named; null: unassigned, never a guess. */
  owner: z.string().nullable(),
  owner_said: z.string().nullable(),
  due: z.iso.date().nullable(),
  due_said: z.string().nullable(),
  ...evidence.omit({ text: true }).shape,
  ...marks,
  /** The decision that it carries out, where the dialogue says so. */
  decision: z.string().nullable(),
});

/** How a model's reading of a transcript came out, part by part. */
export const readingSchema = z.strictObject({
  parts: z.int(),
  /** Turns that rules read in its place, and why: a code with a sentence in both languages. */
  by_rules: z.array(z.strictObject({ from: z.int(), to: z.int(), why: z.string() })),
  /** Entries and arguments that were left out because nobody said what they cite. */
  dropped: z.int(),
  /** Citations that were put right. */
  mended: z.int(),
});

export const minutesSchema = z.strictObject({
  title: z.string(),
  language: z.enum(['en', 'ru']),
  /** `rules`: no model read it. */
  made_by: z.strictObject({ provider: z.string(), model: z.string() }),
  summary: z.array(evidence),
  decisions: z.array(minutesDecisionSchema),
  action_items: z.array(minutesTaskSchema),
  /** What was asked and stayed open. */
  open_questions: z.array(evidence),
  /** Absent where no model was asked. */
  reading: readingSchema.optional(),
});
export type Minutes = z.infer<typeof minutesSchema>;
export type MinutesDecision = Minutes['decisions'][number];
export type MinutesTask = Minutes['action_items'][number];
export type MinutesEvidence = Minutes['summary'][number];
