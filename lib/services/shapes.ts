import { z } from 'zod';

/** What people call a thing that they connect: one line. */
export const labelSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{C}*$/u);

/** What goes into headers and addresses as it is: visible ASCII. */
export const visibleSchema = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .regex(/^[\x21-\x7e]+$/);

/** The version that was read: what has changed since is not written over. */
export const versionSchema = z.int().positive();

export const reasonSchema = z.strictObject({
  code: z.string(),
  /** In the reader's language. */
  text: z.string(),
});
