import type { z } from 'zod';
import {
  changeRetentionSchema,
  dueSchema,
  erasureSchema,
  previewRetentionSchema,
  requestErasureSchema,
  retentionSchema,
  subjectSchema,
  tracesSchema,
} from '../../services/retention/schemas';
import type { OperationOf } from '../operation';

export const retentionComponents = {
  Retention: retentionSchema,
  RetentionChange: changeRetentionSchema,
  RetentionDue: dueSchema,
  ErasureSubject: subjectSchema,
  ErasureTraces: tracesSchema,
  ErasureRequest: requestErasureSchema,
  Erasure: erasureSchema,
} as const satisfies Record<string, z.ZodType>;

export const retentionOperations = [
  {
    method: 'GET',
    path: '/organisation/data',
    summary: 'How long transcripts are kept, what is on legal hold, and who was or is being erased',
    answer: 'Retention',
  },
  {
    method: 'PATCH',
    path: '/organisation/data',
    summary: 'Set how long transcripts are kept (null: for ever), or put the organisation on legal hold, or off it',
    body: 'RetentionChange',
    answer: 'Retention',
  },
  {
    method: 'GET',
    path: '/organisation/data/due',
    summary: 'What would be blanked today if transcripts were kept for so many days',
    query: previewRetentionSchema,
    answer: 'RetentionDue',
  },
  {
    method: 'POST',
    path: '/organisation/erasures/preview',
    summary: 'What an erasure of a member or a name would touch, and what it would leave',
    body: 'ErasureSubject',
    answer: 'ErasureTraces',
  },
  {
    method: 'POST',
    path: '/organisation/erasures',
    summary: 'Erase a member, or somebody whom texts name; accepted decisions and the audit trail stay',
    body: 'ErasureRequest',
    status: 202,
    answer: 'Erasure',
  },
  {
    method: 'GET',
    path: '/organisation/export',
    summary: 'Everything that the organisation has as one ZIP archive, streamed; five an hour',
    answer: 'application/zip',
  },
] as const satisfies readonly OperationOf[];
