'use server';

import { redirect } from 'next/navigation';
import { action } from '@/lib/auth/action';
import { may } from '@/lib/auth/permissions';
import { holdAgain, holdAgainSchema } from '@/lib/services/meetings/again';
import { startRun } from '@/lib/services/runs/start';

/** Makes a meeting that asks the same again from a point of a run on, starts it where its maker may, and goes there. */
export const holdItAgain = action('meeting.create', holdAgainSchema, async (ctx, who, input) => {
  const { meetingId } = await holdAgain(ctx, who, input);
  if (may(who, 'run.start')) await startRun(ctx, who, { meetingId, commandId: input.key });
  redirect(`/meetings/${meetingId}`);
});
