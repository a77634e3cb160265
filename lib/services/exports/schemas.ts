import { z } from 'zod';
import { pageSchema } from '../cursor';

const text = z.string();
const time = z.iso.datetime();

export const reasonSchema = z.strictObject({
  /** Keys a sentence, without its `export.`, in `lib/words/*\/exports.json`. */
  code: text,
  args: z.record(text, z.union([text, z.number()])).exactOptional(),
});

export const exportStateSchema = z.enum(['waiting', 'sending', 'delivered', 'failed', 'cancelled']);
export const exportFormatSchema = z.enum(['md', 'json', 'ics']);

export const exportSchema = z.strictObject({
  id: text,
  meetingId: text,
  runId: text,
  target: z.enum(['notion', 'file']),
  /** Null for files, and where the integration has been removed. */
  integration: z.strictObject({ id: text, label: text }).nullable(),
  kind: z.enum(['decision_log', 'action_item']),
  /** Id of the task; the run's for its decision. */
  itemId: text,
  /** As it stands now. */
  title: text,
  /** Of what was last asked for. */
  version: z.int(),
  state: exportStateSchema,
  /** Tries since it was last asked for. */
  attempts: z.int(),
  /** Why the last try failed, why it was cancelled, or what keeps it waiting. */
  reason: reasonSchema.nullable(),
  /** When it is tried again by itself; null where nothing is waited for, or a person has to mend something first. */
  retryAt: time.nullable(),
  /** Where it was delivered last. */
  url: text.nullable(),
  deliveredVersion: z.int().nullable(),
  deliveredAt: time.nullable(),
  files: z.array(z.strictObject({ format: exportFormatSchema, name: text })),
  /** Null where a rule asked. */
  requestedBy: z.strictObject({ userId: text, name: text }).nullable(),
  requestedAt: time,
  /** What was read back last, in the target's words; `status` is null where it is not there any more. */
  read: z.strictObject({ status: text.nullable(), at: time }).nullable(),
});
export type ExportView = z.infer<typeof exportSchema>;

/** `to`: id of an integration, or `file`. */
export const requestExportSchema = z.strictObject({ to: text.min(1).max(64) });

export const exportRequestedSchema = z.strictObject({
  runId: text,
  /** Everything of this run at this target. */
  exports: z.array(exportSchema),
});
export type ExportRequested = z.infer<typeof exportRequestedSchema>;

/** `to`: id of an integration that it was delivered to; all of them where it is left out. */
export const readStatusesSchema = z.strictObject({ to: text.max(64).optional() });
export const statusesReadSchema = z.strictObject({
  runId: text,
  /** Tasks that are other here now, because they are there. */
  changed: z.int(),
  /** Where it could not be read, and why. */
  failed: z.array(z.strictObject({ label: text, reason: reasonSchema })),
  exports: z.array(exportSchema),
});
export type StatusesRead = z.infer<typeof statusesReadSchema>;

export const listExportsSchema = z.strictObject({ runId: text.max(64).optional(), ...pageSchema(100, 500) });
export const exportListSchema = z.strictObject({ exports: z.array(exportSchema), nextCursor: text.nullable() });
export type ExportList = z.infer<typeof exportListSchema>;
