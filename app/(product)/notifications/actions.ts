'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { readNotices } from '@/lib/services/notifications/read';
import { retryMail } from '@/lib/services/notifications/retry-mail';
import { readNoticesSchema } from '@/lib/services/notifications/schemas';

/** Marks some of one's own notices as read, or all. */
export const markRead = action('notification.read', readNoticesSchema, async (ctx, who, which) => {
  await readNotices(ctx, who, which);
  revalidatePath('/notifications');
});

/** Sends the mail of one's own notice once more. */
export const sendAgain = action(
  'notification.read',
  z.strictObject({ id: z.string().max(64) }),
  async (ctx, who, { id }) => {
    await retryMail(ctx, who, id);
    revalidatePath('/notifications');
  },
);
