'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import type { Context, Member } from '@/lib/services/context';
import { listMeetingPeople } from '@/lib/services/meeting-people/list';
import { putMeetingPerson, removeMeetingPerson } from '@/lib/services/meeting-people/put';
import { meetingRoleSchema } from '@/lib/services/meeting-people/schemas';
import { listMembers } from '@/lib/services/members/list';

const meetingId = z.string().max(64);
const where = { meetingId, userId: z.string().max(64) };

async function now(ctx: Context, who: Member, meeting: { meetingId: string }) {
  revalidatePath(`/meetings/${meeting.meetingId}`);
  return listMeetingPeople(ctx, who, meeting);
}

/** Who is what to the meeting. */
export const readPeople = action('meeting.read', z.strictObject({ meetingId }), listMeetingPeople);

/** Members whose name or address holds what was typed. */
export const findMembers = action(
  'member.read',
  z.strictObject({ search: z.string().trim().max(200) }),
  async (ctx, who, { search }) => {
    const { members } = await listMembers(ctx, who, { search, state: 'active', limit: 8 });
    return members.map(({ id, name, email, role }) => ({ id, name, email, role }));
  },
);

/** Makes a member something to the meeting. */
export const putPerson = action(
  'meeting.people',
  z.strictObject({ ...where, role: meetingRoleSchema }),
  async (ctx, who, input) => {
    await putMeetingPerson(ctx, who, input);
    return now(ctx, who, input);
  },
);

/** A member is nothing special to the meeting any more. */
export const removePerson = action('meeting.people', z.strictObject(where), async (ctx, who, input) => {
  await removeMeetingPerson(ctx, who, input);
  return now(ctx, who, input);
});
