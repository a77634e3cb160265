'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { makeShare } from '@/lib/services/shares/make';
import { revokeShare } from '@/lib/services/shares/revoke';
import { makeShareSchema } from '@/lib/services/shares/schemas';

const where = { meetingId: z.string().max(64), id: z.string().max(64) };

/** Makes a link; its address comes back this once. */
export const make = action('share.change', makeShareSchema.extend({ meetingId: where.meetingId }), makeShare);

/** Ends a link at once, and shows the list as it is then. */
export const revoke = action('share.change', z.strictObject(where), async (ctx, who, input) => {
  await revokeShare(ctx, who, input);
  redirect(`/meetings/${input.meetingId}/share`);
});
