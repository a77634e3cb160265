'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { removeMeeting } from '@/lib/services/meetings/remove';

const schema = z.strictObject({ meetingId: z.string().max(64) });

/** Deletes a meeting and leads to where it can be restored. */
export const remove = action('meeting.delete', schema, async (ctx, who, { meetingId }) => {
  await removeMeeting(ctx, who, meetingId);
  revalidatePath('/');
  redirect('/deleted');
});
