'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { invite } from '@/lib/services/invitations/invite';
import { resendInvitation } from '@/lib/services/invitations/resend';
import { revokeInvitation } from '@/lib/services/invitations/revoke';
import { inviteSchema } from '@/lib/services/invitations/schemas';
import { changeMember } from '@/lib/services/members/change';
import { removeMember } from '@/lib/services/members/remove';
import { changeMemberSchema } from '@/lib/services/members/schemas';

const page = '/organisation/members';
const id = z.string().max(64);

/** Another role, suspended or readmitted, another title or other names. */
export const saveMember = action(
  'member.change',
  z.strictObject({ userId: id, change: changeMemberSchema }),
  async (ctx, who, { userId, change }) => {
    const changed = await changeMember(ctx, who, { ...change, userId });
    revalidatePath(page);
    return changed;
  },
);

/** Takes somebody out of the organisation. */
export const takeOut = action('member.change', z.strictObject({ userId: id }), async (ctx, who, input) => {
  await removeMember(ctx, who, input);
  revalidatePath(page);
});

/** Invites somebody; answers the link where there is no mail server. */
export const inviteSomebody = action('member.change', inviteSchema, async (ctx, who, input) => {
  const invited = await invite(ctx, who, input);
  revalidatePath(page);
  return invited;
});

/** A new link, mailed or to be handed over. */
export const inviteAgain = action('member.change', z.strictObject({ id }), async (ctx, who, input) => {
  const invited = await resendInvitation(ctx, who, input);
  revalidatePath(page);
  return invited;
});

/** Takes an invitation back. */
export const takeBack = action('member.change', z.strictObject({ id }), async (ctx, who, input) => {
  await revokeInvitation(ctx, who, input);
  revalidatePath(page);
});
