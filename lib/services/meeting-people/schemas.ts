import { z } from 'zod';
import { orgRoleSchema } from '../members/schemas';

const text = z.string();
/** The decider stands in the agenda. */
export const meetingRoleSchema = z.enum(['consulted', 'informed', 'guest_moderator']);
export type PersonRole = z.infer<typeof meetingRoleSchema>;

export const meetingPeopleSchema = z.strictObject({
  /** As the agenda names them; `userId` where that is a member. */
  decider: z.strictObject({ userId: text.nullable(), name: text }),
  people: z.array(
    z.strictObject({ userId: text, name: text, role: meetingRoleSchema, organisationRole: orgRoleSchema }),
  ),
});
export type MeetingPeople = z.infer<typeof meetingPeopleSchema>;

export const putPersonSchema = z.strictObject({ role: meetingRoleSchema });
