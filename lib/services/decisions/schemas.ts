import { z } from 'zod';
import { changesSchema, taskChangesSchema } from '@/lib/council/changes.schema';
import { actionItemSchema, decisionStatusSchema } from '@/lib/council/decision-log.schema';
import { decisionSchema } from '../artifacts/schemas';
import { versionSchema as version } from '../shapes';

const text = z.string();
const time = z.iso.datetime();
const note = z.string().trim().max(2000);
/** The version that was read; a newer one is a conflict that brings the newer one along. */

export const reviseSchema = z.strictObject({ version, changes: changesSchema, note: note.default('') });

/** An acceptance may bring last changes along: the choice, the statement, a reason. */
export const settleSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept'), version, changes: changesSchema.optional(), note: note.default('') }),
  z.strictObject({ action: z.literal('reject'), version, note: note.min(1) }),
  z.strictObject({ action: z.literal('defer'), version, until: z.iso.date(), note: note.default('') }),
]);

/** `note`: what the council is asked to do better. */
export const sendBackSchema = z.strictObject({ version, note: note.min(1) });

export const changeTaskSchema = z.strictObject({ version, changes: taskChangesSchema });
export const addTaskSchema = z.strictObject({
  task: taskChangesSchema.omit({ status: true }).extend({ title: z.string().trim().min(1).max(160) }),
});

/** One difference between two versions; null: it was not there. */
export const differenceSchema = z.strictObject({
  /** Field of the log, e.g. `rationale`. */
  field: text,
  before: text.nullable(),
  after: text.nullable(),
});

export const versionSchema = z.strictObject({
  version: z.int(),
  /** What happened: `artifact-recorded` is the council's own, else the event of a person. */
  event: text,
  /** As it stands today: an accepted version that a later one replaced reads `superseded`. */
  status: decisionStatusSchema,
  at: time,
  /** Null: the council. */
  by: text.nullable(),
  note: text,
  contentHash: text,
  confirmation: z.strictObject({ member: text, at: text, sha256: text }).nullable(),
  supersedes: z.int().nullable(),
  /** Against the version before. */
  changed: z.array(differenceSchema),
});
export type Version = z.infer<typeof versionSchema>;

export const taskStepSchema = z.strictObject({
  task: text,
  title: text,
  version: z.int(),
  status: actionItemSchema.shape.status,
  at: time,
  by: text,
  note: text,
});

export const historySchema = z.strictObject({
  runId: text,
  /** Newest first. */
  versions: z.array(versionSchema),
  tasks: z.array(taskStepSchema),
});
export type History = z.infer<typeof historySchema>;

export const actionSchema = z.enum(['revise', 'accept', 'reject', 'defer', 'send_back']);
export type Action = z.infer<typeof actionSchema>;

const roundSchema = z.strictObject({ runId: text, status: text, outcome: text.nullable() });

/** The decision, and what its reader may do with it. */
export const recordSchema = decisionSchema.extend({
  meetingId: text,
  /** The round before this one, and those after it. */
  parent: roundSchema.nullable(),
  children: z.array(roundSchema),
  reader: z.strictObject({
    /** What the reader may do with the newest version now. */
    actions: z.array(actionSchema),
    /** The decider whose word the reader would record; null where the reader decides. */
    onBehalfOf: text.nullable(),
    /** Ids of the tasks that the reader may change. */
    tasks: z.array(text),
    addTask: z.boolean(),
  }),
  /** Who can own a task: members of the organisation and seats of the run. */
  owners: z.array(z.strictObject({ kind: z.enum(['member', 'seat']), id: text, name: text, title: text.nullable() })),
});
export type DecisionRecord = z.infer<typeof recordSchema>;

export const settledSchema = z.strictObject({
  runId: text,
  version: z.int(),
  status: decisionStatusSchema,
  seq: z.int(),
});
export type Settled = z.infer<typeof settledSchema>;

export const sentBackSchema = settledSchema.extend({ round: text });
export type SentBack = z.infer<typeof sentBackSchema>;

export const taskChangedSchema = z.strictObject({ runId: text, seq: z.int(), item: actionItemSchema });
export type TaskChanged = z.infer<typeof taskChangedSchema>;
