import type { z } from 'zod';
import {
  listTurnsSchema,
  minutesFormatSchema,
  minutesReadSchema,
  postMinutesSchema,
  retryMinutesSchema,
  transcriptSchema,
  turnListSchema,
} from '../../services/minutes/schemas';
import type { OperationOf } from '../operation';

export const minutesComponents = {
  NewMinutes: postMinutesSchema,
  RetryMinutes: retryMinutesSchema,
  Minutes: minutesReadSchema,
  Transcript: transcriptSchema,
  TurnList: turnListSchema,
} as const satisfies Record<string, z.ZodType>;

export const minutesOperations = [
  {
    method: 'POST',
    path: '/minutes',
    summary:
      'Make a meeting of the transcript of one that people held, at most 20 MB: text with names, WebVTT, SRT or JSON; as multipart/form-data with the same fields, a “file” in any encoding and “speakers” as JSON. Its minutes are taken after the answer, by rules, or by the model that “by” names as provider:name',
    body: 'NewMinutes',
    status: 201,
    answer: 'Minutes',
    once: true,
  },
  {
    method: 'GET',
    path: '/minutes/[id]',
    summary: 'Read how far the minutes of a meeting are, and what stands in them now; a file with “format”',
    query: minutesFormatSchema,
    answer: 'Minutes',
  },
  {
    method: 'GET',
    path: '/minutes/[id]/turns',
    summary: 'Read the transcript from a turn on, or find words in it',
    query: listTurnsSchema,
    answer: 'TurnList',
  },
  {
    method: 'POST',
    path: '/minutes/[id]/cancel',
    summary: 'Take the minutes no further; the transcript stays',
    body: 'Empty',
    answer: 'Transcript',
  },
  {
    method: 'POST',
    path: '/minutes/[id]/retry',
    summary:
      'Take the minutes again after a failure; what a model has read is not read twice; with “by”, rules read what it has not',
    body: 'RetryMinutes',
    answer: 'Transcript',
  },
] as const satisfies readonly OperationOf[];
