import { z } from 'zod';
import { auditEntrySchema } from '../../services/audit/schemas';
import { measuresQuerySchema, measuresSchema } from '../../services/measures/schemas';
import {
  listNoticesSchema,
  noticeListSchema,
  noticeSchema,
  readNoticesSchema,
  unreadSchema,
} from '../../services/notifications/schemas';
import { startSchema } from '../../services/run-requests.schema';
import type { OperationOf } from '../operation';

export const serviceComponents = {
  AuditEntry: auditEntrySchema,
  Measures: measuresSchema,
  Notification: noticeSchema,
  NotificationList: noticeListSchema,
  NotificationsRead: readNoticesSchema,
  Unread: unreadSchema,
  Health: z.strictObject({ status: z.literal('ok') }),
  Readiness: z.strictObject({
    status: z.literal('ready'),
    migrations: z.enum(['done', 'ahead']).meta({
      description: 'Ahead: a newer version has already brought the database further; this one still serves',
    }),
    signals: z.enum(['ok', 'degraded']).meta({
      description: 'Degraded: processes hear of each other by polls of the database only, within two seconds',
    }),
  }),
  Empty: startSchema,
  Problem: z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z
      .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string(), line: z.int().optional() }))
      .optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

export const serviceOperations = [
  {
    method: 'GET',
    path: '/notifications',
    summary: 'List what you were told, newest first',
    query: listNoticesSchema,
    answer: 'NotificationList',
  },
  {
    method: 'POST',
    path: '/notifications/read',
    summary: 'Mark some or all of your notifications as read',
    body: 'NotificationsRead',
    answer: 'Unread',
  },
  {
    method: 'POST',
    path: '/notifications/[id]/retry',
    summary: 'Send the mail of a notification again that could not be sent',
    body: 'Empty',
    status: 202,
    answer: 'Notification',
  },
  {
    method: 'GET',
    path: '/measures',
    summary:
      'Read the measures of a period, whole, by weeks or months, by team and kind; with format=csv one line a meeting',
    query: measuresQuerySchema,
    answer: 'Measures',
  },
  {
    method: 'GET',
    path: '/metrics',
    summary: 'Read the counters of this process for Prometheus',
    answer: 'text/plain',
  },
  { method: 'GET', path: '/health', summary: 'Whether the process answers', answer: 'Health' },
  { method: 'GET', path: '/ready', summary: 'Whether the process can serve', answer: 'Readiness' },
  { method: 'GET', path: '/openapi.json', summary: 'This description', answer: 'application/json' },
  { method: 'GET', path: '/docs', summary: 'This description as a page', answer: 'text/html' },
] as const satisfies readonly OperationOf[];
