'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { holdMeeting } from '@/lib/services/retention/hold-meeting';

const schema = z.strictObject({ meetingId: z.string().max(64), held: z.boolean() });

/** Puts a meeting on legal hold, or off it. */
export const setHold = action('meeting.hold', schema, async (ctx, who, input) => {
  await holdMeeting(ctx, who, input);
  revalidatePath(`/meetings/${input.meetingId}`);
});
