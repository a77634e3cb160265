'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { restoreMeeting } from '@/lib/services/meetings/restore';

const schema = z.strictObject({ meetingId: z.string().max(64) });

export const restore = action('meeting.delete', schema, async (ctx, who, { meetingId }) => {
  const { id, title } = await restoreMeeting(ctx, who, meetingId);
  revalidatePath('/deleted');
  revalidatePath('/');
  return { id, title };
});
