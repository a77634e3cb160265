import { z } from 'zod';
import {
  changeModelSchema,
  connectModelSchema,
  modelConnectionSchema,
  modelListSchema,
  testDoneSchema,
  testModelSchema,
} from '../../services/models/schemas';
import type { OperationOf } from '../operation';

export const modelsComponents = {
  NewModelConnection: connectModelSchema,
  ModelConnectionChange: changeModelSchema,
  ModelConnection: modelConnectionSchema,
  ModelList: modelListSchema,
  ModelTest: testModelSchema,
  ModelTestDelta: z.strictObject({ text: z.string() }),
  ModelTestDone: testDoneSchema,
} as const satisfies Record<string, z.ZodType>;

export const modelsOperations = [
  {
    method: 'GET',
    path: '/models',
    summary: 'List what models are connected; administrators see how, and never the keys',
    answer: 'ModelList',
  },
  {
    method: 'POST',
    path: '/models',
    summary: 'Connect models of a provider; the key is kept encrypted and never shown again',
    body: 'NewModelConnection',
    status: 201,
    answer: 'ModelConnection',
  },
  {
    method: 'PATCH',
    path: '/models/[id]',
    summary: 'Change a connection, or replace its key',
    body: 'ModelConnectionChange',
    answer: 'ModelConnection',
  },
  { method: 'DELETE', path: '/models/[id]', summary: 'Remove a connection with its key', status: 204 },
  {
    method: 'POST',
    path: '/models/[id]/test',
    summary: 'Have a model say one sentence, as server-sent events: delta, then done or problem',
    body: 'ModelTest',
    answer: 'text/event-stream',
    items: ['ModelTestDelta', 'ModelTestDone', 'Problem'],
  },
] as const satisfies readonly OperationOf[];
