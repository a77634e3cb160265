import { z } from 'zod';
import { pageSchema } from '../cursor';

const text = z.string();
const word = z.string().trim().max(200).optional();
/** A form sends what was left empty. */
const filled = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema);

/** What the trail is searched by; all that is given must be so. */
export const auditFilterSchema = z.strictObject({
  /** Id of the member who did it; `system` for what nobody did. */
  who: filled(word),
  action: filled(word),
  subjectType: filled(word),
  subjectId: filled(word),
  /** Days of UTC, both included. */
  from: filled(z.iso.date().optional()),
  to: filled(z.iso.date().optional()),
  /** Somewhere in what was written down; fewer letters are in no index. */
  text: filled(z.string().trim().min(3).max(200).optional()),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const listAuditSchema = auditFilterSchema.extend(pageSchema(50, 200));
export const exportAuditSchema = auditFilterSchema.extend({ format: z.enum(['csv', 'json']).default('json') });

export const auditEntrySchema = z.strictObject({
  id: text,
  at: z.iso.datetime(),
  action: text,
  subject: z.strictObject({ type: text, id: text }),
  /** Null where nobody did it; without a name where they are gone. */
  by: z.strictObject({ id: text, name: text.nullable() }).nullable(),
  /** The API token that was used. */
  token: z.strictObject({ id: text, name: text.nullable() }).nullable(),
  address: text.nullable(),
  agent: text.nullable(),
  detail: z.record(text, z.unknown()),
  /** Null until it is sealed. */
  place: z.int().nullable(),
  hash: text.nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.strictObject({ entries: z.array(auditEntrySchema), nextCursor: text.nullable() });
