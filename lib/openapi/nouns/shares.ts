import type { z } from 'zod';
import {
  changeShareSchema,
  makeShareSchema,
  shareListSchema,
  shareMadeSchema,
  shareSchema,
} from '../../services/shares/schemas';
import type { OperationOf } from '../operation';

export const sharesComponents = {
  MakeShare: makeShareSchema,
  ChangeShare: changeShareSchema,
  Share: shareSchema,
  ShareMade: shareMadeSchema,
  ShareList: shareListSchema,
} as const satisfies Record<string, z.ZodType>;

export const sharesOperations = [
  {
    method: 'GET',
    path: '/meetings/[id]/shares',
    summary: 'List the read-only links to a meeting, the newest first, also those that have ended',
    answer: 'ShareList',
  },
  {
    method: 'POST',
    path: '/meetings/[id]/shares',
    summary: 'Make a read-only link to a meeting; its address is shown in this answer only',
    body: 'MakeShare',
    answer: 'ShareMade',
    status: 201,
  },
  {
    method: 'PATCH',
    path: '/meetings/[id]/shares/[share]',
    summary: 'Change what a link is called, asks for or hides, or when it ends; open pages follow at once',
    body: 'ChangeShare',
    answer: 'Share',
  },
  {
    method: 'DELETE',
    path: '/meetings/[id]/shares/[share]',
    summary: 'End a link at once: open streams end within a second',
    answer: 'Share',
  },
] as const satisfies readonly OperationOf[];
