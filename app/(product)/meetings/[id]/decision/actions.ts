'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { addDecisionTask, changeDecisionTask } from '@/lib/services/decisions/change-task';
import { reviseDecision } from '@/lib/services/decisions/revise';
import {
  addTaskSchema,
  changeTaskSchema,
  reviseSchema,
  sendBackSchema,
  settleSchema,
} from '@/lib/services/decisions/schemas';
import { sendBackDecision } from '@/lib/services/decisions/send-back';
import { settleDecision } from '@/lib/services/decisions/settle';
import { readStatuses } from '@/lib/services/exports/read-back';
import { requestExport } from '@/lib/services/exports/request';
import { requestExportSchema } from '@/lib/services/exports/schemas';
import { cancelExports, retryExports } from '@/lib/services/exports/several';

const command = { meetingId: z.string().max(64), runId: z.string().max(64), commandId: z.uuid() };

/** Accepts, rejects or defers the decision on the page. */
export const settle = action(
  'decision.settle',
  z.strictObject({ ...command, input: settleSchema }),
  (ctx, who, { input, ...where }) => settleDecision(ctx, who, { ...where, ...input }),
);

/** Asks the council for another round. */
export const sendBack = action(
  'decision.settle',
  z.strictObject({ ...command, input: sendBackSchema }),
  (ctx, who, { input, ...where }) => sendBackDecision(ctx, who, { ...where, ...input }),
);

/** Changes the text of the decision. */
export const revise = action(
  'decision.edit',
  z.strictObject({ ...command, input: reviseSchema }),
  (ctx, who, { input, ...where }) => reviseDecision(ctx, who, { ...where, ...input }),
);

/** Confirms, drops or edits a task. */
export const changeTask = action(
  'task.change',
  z.strictObject({ ...command, task: z.string().max(100), input: changeTaskSchema }),
  (ctx, who, { input, task, ...where }) => changeDecisionTask(ctx, who, { ...where, ...input, taskId: task }),
);

/** Adds a task that a person thought of. */
export const addTask = action(
  'task.change',
  z.strictObject({ ...command, input: addTaskSchema }),
  (ctx, who, { input, ...where }) => addDecisionTask(ctx, who, { ...where, ...input }),
);

/** Exports the decision and its tasks to an integration, or as files. */
export const exportDecision = action(
  'export.make',
  requestExportSchema.extend({ meetingId: z.string().max(64), runId: z.string().max(64) }),
  async (ctx, who, input) => {
    await requestExport(ctx, who, input);
  },
);

const some = z.strictObject({ exports: z.array(z.string().max(64)).min(1).max(1000) });

/** Tries exports again that failed or were cancelled. */
export const retryExport = action('export.make', some, (ctx, who, { exports }) => retryExports(ctx, who, exports));

/** Takes back exports that have not arrived. */
export const cancelExport = action('export.make', some, (ctx, who, { exports }) => cancelExports(ctx, who, exports));

/** Reads now how tasks stand where they went; what could not be read comes back. */
export const readBack = action(
  'export.make',
  requestExportSchema.extend({ meetingId: z.string().max(64), runId: z.string().max(64) }),
  async (ctx, who, input) => ({ failed: (await readStatuses(ctx, who, input)).failed.map((one) => one.reason) }),
);
