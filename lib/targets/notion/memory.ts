import { createHash } from 'node:crypto';
import { z } from 'zod';

const restSchema = z.strictObject({
  /** Our blocks of the first level as they stand in the page, each with the hash of what was written; null: unknown. */
  blocks: z.array(z.strictObject({ id: z.string(), hash: z.string() })).nullable(),
  /** Hashes of blocks that were sent, while nobody knows their ids. */
  sent: z.array(z.string()).nullable(),
  /** Hash of what each field was last written as: what a person changed since then stays. */
  properties: z.record(z.string(), z.string()),
});
/** What is known of a page's content, so that exporting again changes no more than what changed. */
export type Rest = z.infer<typeof restSchema>;

/** What a try before this one kept. */
export function restFrom(rest: unknown): Rest {
  const parsed = restSchema.safeParse(rest);
  return parsed.success ? parsed.data : { blocks: null, sent: null, properties: {} };
}

export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
