import { z } from 'zod';
import { actionItemSchema, decisionLogSchema, decisionStatusSchema } from '@/lib/council/decision-log.schema';
import { pageSchema } from '../cursor';

const text = z.string();

const common = {
  id: text,
  runId: text,
  version: z.int(),
  seq: z.int(),
  contentHash: text,
  createdAt: z.iso.datetime(),
};

export const artifactSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('decision_log'), body: decisionLogSchema }),
  z.strictObject({ ...common, kind: z.literal('action_items'), body: z.array(actionItemSchema) }),
  z.strictObject({ ...common, kind: z.literal('summary'), body: text }),
]);
export type ArtifactView = z.infer<typeof artifactSchema>;

export const listArtifactsSchema = z.strictObject({ runId: text.max(64).optional(), ...pageSchema(50, 100) });

export const artifactListSchema = z.strictObject({ artifacts: z.array(artifactSchema), nextCursor: text.nullable() });

export const decisionSchema = z.strictObject({
  runId: text,
  /** SHA-256 of the log's canonical JSON, hex. */
  contentHash: text,
  /** The newest version, unless one was named. */
  log: decisionLogSchema,
  /** As `log` stands today: an accepted version that a later one replaced reads `superseded`. */
  status: decisionStatusSchema,
  newest: z.int(),
  /** The accepted version that holds today; a newer one may be proposed beside it. */
  inForce: z.int().nullable(),
  /** It waits for a person. */
  open: z.boolean(),
  items: z.array(actionItemSchema),
  summary: text.nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;
