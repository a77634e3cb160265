import type { z } from 'zod';
import { artifactListSchema, decisionSchema, listArtifactsSchema } from '../../services/artifacts/schemas';
import {
  addTaskSchema,
  changeTaskSchema,
  historySchema,
  reviseSchema,
  sendBackSchema,
  sentBackSchema,
  settledSchema,
  settleSchema,
  taskChangedSchema,
} from '../../services/decisions/schemas';
import { decisionQuerySchema, runQuerySchema } from '../../services/run-requests.schema';
import type { OperationOf } from '../operation';

export const decisionsComponents = {
  ArtifactList: artifactListSchema,
  Decision: decisionSchema,
  DecisionChange: reviseSchema,
  Settlement: settleSchema,
  Settled: settledSchema,
  SendBack: sendBackSchema,
  SentBack: sentBackSchema,
  DecisionHistory: historySchema,
  NewTask: addTaskSchema,
  TaskChange: changeTaskSchema,
  TaskChanged: taskChangedSchema,
} as const satisfies Record<string, z.ZodType>;

export const decisionsOperations = [
  {
    method: 'GET',
    path: '/meetings/[id]/artifacts',
    summary: 'List what the runs produced, every version',
    query: listArtifactsSchema,
    answer: 'ArtifactList',
  },
  {
    method: 'GET',
    path: '/meetings/[id]/decision',
    summary: 'Read the newest decision, or a version of it; with format=md or json as a file',
    query: decisionQuerySchema,
    answer: 'Decision',
  },
  {
    method: 'PATCH',
    path: '/meetings/[id]/decision',
    summary: 'Change the decision as a person: a new version, which a settled one is proposed again by',
    query: runQuerySchema,
    body: 'DecisionChange',
    answer: 'Settled',
    once: true,
  },
  {
    method: 'POST',
    path: '/meetings/[id]/decision/settle',
    summary: 'Accept, reject or defer the decision; an accepted one is signed',
    query: runQuerySchema,
    body: 'Settlement',
    answer: 'Settled',
    once: true,
  },
  {
    method: 'POST',
    path: '/meetings/[id]/decision/send-back',
    summary: 'Send the decision back: a new run that starts from where this one ended',
    query: runQuerySchema,
    body: 'SendBack',
    status: 202,
    answer: 'SentBack',
    once: true,
  },
  {
    method: 'GET',
    path: '/meetings/[id]/decision/history',
    summary: 'List every version of the decision, who made it and what changed, and the steps of its tasks',
    query: runQuerySchema,
    answer: 'DecisionHistory',
  },
  {
    method: 'POST',
    path: '/meetings/[id]/decision/tasks',
    summary: 'Add a task to the decision',
    query: runQuerySchema,
    body: 'NewTask',
    status: 201,
    answer: 'TaskChanged',
    once: true,
  },
  {
    method: 'PATCH',
    path: '/meetings/[id]/decision/tasks/[task]',
    summary: 'Change a task, confirm it or drop it',
    query: runQuerySchema,
    body: 'TaskChange',
    answer: 'TaskChanged',
    once: true,
  },
] as const satisfies readonly OperationOf[];
