import { z } from 'zod';
import { foldPassage } from '@/lib/council/redact-text';

export const usualDays = 30;
export const mostDays = 365;

const time = z.iso.datetime();
export const scopeSchema = z.enum(['decision', 'quotes', 'transcript', 'live']);

const passage = z
  .string()
  .trim()
  .max(1000)
  .refine((text) => foldPassage(text).text.length >= 2, { error: 'share.passage' });

/** What is hidden: names of people, and passages of at least two letters or digits. */
export const redactionSchema = z.strictObject({
  names: z.boolean().default(false),
  passages: z.array(passage).max(50).default([]),
});

const label = z
  .string()
  .trim()
  .max(60)
  .regex(/^\P{C}*$/u);
const password = z.string().min(8).max(200);
const days = z.int().min(1).max(mostDays);

export const makeShareSchema = z.strictObject({
  /** What its maker calls it; guests do not see it. */
  label: label.default(''),
  scope: scopeSchema,
  /** Null: none is asked for. */
  password: password.nullable().default(null),
  /** Days until it ends. */
  days: days.default(usualDays),
  /** It opens once, for the browser that opened it first. */
  once: z.boolean().default(false),
  redaction: redactionSchema.prefault({}),
});
export type MakeShare = z.output<typeof makeShareSchema>;

/** `password`: another one, and who gave the old one is asked again; null: none from now on. `days`: from now. */
export const changeShareSchema = z.strictObject({
  label: label.optional(),
  password: password.nullable().optional(),
  days: days.optional(),
  redaction: redactionSchema.optional(),
});
export type ChangeShare = z.output<typeof changeShareSchema>;

export const shareSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  scope: scopeSchema,
  /** Whether one is asked for. */
  password: z.boolean(),
  once: z.boolean(),
  redaction: redactionSchema,
  /** `used`: it opened once, as it was meant to. */
  state: z.enum(['open', 'used', 'expired', 'revoked']),
  createdBy: z.string().nullable(),
  createdAt: time,
  expiresAt: time,
  revokedAt: time.nullable(),
  openings: z.strictObject({
    opened: z.int(),
    wrongPasswords: z.int(),
    /** After it had ended, or from a second browser. */
    refused: z.int(),
    /** To the minute. */
    last: time.nullable(),
  }),
});
export type Share = z.infer<typeof shareSchema>;

export const shareListSchema = z.strictObject({ shares: z.array(shareSchema) });
/** `address` is shown this once: only a hash of its token is kept. */
export const shareMadeSchema = shareSchema.extend({ address: z.string() });
export type ShareMade = z.infer<typeof shareMadeSchema>;
