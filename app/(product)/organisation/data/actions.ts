'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/auth/action';
import { changeRetention } from '@/lib/services/retention/change';
import { previewErasure } from '@/lib/services/retention/find-person';
import { previewRetention } from '@/lib/services/retention/preview';
import { requestErasure } from '@/lib/services/retention/request-erasure';
import {
  changeRetentionSchema,
  previewRetentionSchema,
  requestErasureSchema,
  subjectSchema,
} from '@/lib/services/retention/schemas';

const path = '/organisation/data';

export const saveRetention = action('retention.change', changeRetentionSchema, async (ctx, who, input) => {
  const now = await changeRetention(ctx, who, input);
  revalidatePath(path);
  return now;
});

export const countDue = action('retention.change', previewRetentionSchema, previewRetention);

export const findPerson = action('retention.change', subjectSchema, previewErasure);

export const erasePerson = action('retention.change', requestErasureSchema, async (ctx, who, input) => {
  const asked = await requestErasure(ctx, who, input);
  revalidatePath(path);
  return asked;
});
