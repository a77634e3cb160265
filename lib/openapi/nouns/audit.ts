import type { z } from 'zod';
import { auditListSchema, exportAuditSchema, listAuditSchema } from '../../services/audit/schemas';
import type { OperationOf } from '../operation';

export const auditComponents = {
  AuditList: auditListSchema,
} as const satisfies Record<string, z.ZodType>;

export const auditOperations = [
  {
    method: 'GET',
    path: '/audit',
    summary: 'Search the trail of everything that was done, the newest first',
    query: listAuditSchema,
    answer: 'AuditList',
  },
  {
    method: 'GET',
    path: '/audit/export',
    summary: 'The trail as one JSON or CSV file, streamed',
    query: exportAuditSchema,
    answer: 'application/json',
  },
] as const satisfies readonly OperationOf[];
