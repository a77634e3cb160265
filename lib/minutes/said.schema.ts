import { z } from 'zod';

const text = (most: number) => z.string().trim().max(most);
const title = text(160).min(1);
const statement = text(600).min(1);
const name = text(120);
/** Numbers of turns that were shown, and words of one of them. */
const cited = { turns: z.array(z.int()).min(1).max(8), quote: text(600).min(1) };
const confidence = z.number().min(0).max(1);

/** What a model says that a part of a transcript holds. Nothing of it is believed until its quotes were found. */
export const partSaidSchema = z.object({
  summary: z.array(z.object({ text: statement, ...cited })).max(6),
  decisions: z
    .array(
      z.object({
        title,
        statement,
        ...cited,
        confidence,
        alternatives: z.array(z.object({ name: title, chosen: z.boolean(), ...cited })).max(6),
        rationale: z.array(z.object({ text: statement, ...cited })).max(6),
        objections: z.array(z.object({ speaker: name.nullable(), text: statement, ...cited })).max(6),
      }),
    )
    .max(16),
  tasks: z
    .array(
      z.object({
        title,
        owner: name.nullable(),
        /** As it was said. */
        due: text(120).nullable(),
        /** Whether somebody took it on or was given it; else it is concluded. */
        stated: z.boolean(),
        ...cited,
        confidence,
        /** Which of the decisions above it carries out, from 1. */
        decision: z.int().nullable(),
      }),
    )
    .max(24),
  open_questions: z.array(z.object({ text: statement, ...cited })).max(8),
});
export type PartSaid = z.infer<typeof partSaidSchema>;

/** A meeting summed up from what its parts brought: lines are cited by their numbers, so nothing new can come in. */
export const wholeSaidSchema = z.object({
  title,
  summary: z
    .array(z.object({ text: statement, lines: z.array(z.int()).min(1).max(6) }))
    .min(1)
    .max(8),
});
export type WholeSaid = z.infer<typeof wholeSaidSchema>;
