import { z } from 'zod';
import { mailReasons } from '@/db/schema';
import { pageSchema } from '../cursor';
import { orgRoleSchema } from '../members/schemas';

const text = z.string();
const time = z.iso.datetime();

export const invitationStates = ['open', 'expired', 'accepted', 'revoked'] as const;

export const invitationSchema = z.strictObject({
  id: text,
  email: text,
  role: orgRoleSchema,
  state: z.enum(invitationStates),
  invitedBy: text.nullable(),
  createdAt: time,
  expiresAt: time,
  acceptedAt: time.nullable(),
  mail: z.strictObject({
    state: z.enum(['none', 'queued', 'sent', 'failed']),
    /** Why the last try failed, also while more are to come. */
    reason: z.enum(mailReasons).nullable(),
  }),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const listInvitationsSchema = z.strictObject({
  state: z.enum(invitationStates).optional(),
  ...pageSchema(50, 200),
});
export type ListInvitations = z.input<typeof listInvitationsSchema>;

export const invitationListSchema = z.strictObject({
  invitations: z.array(invitationSchema),
  nextCursor: text.nullable(),
});
export type InvitationList = z.infer<typeof invitationListSchema>;

export const inviteSchema = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .refine((address) => z.email().safeParse(address).success, { error: 'invitation.address' }),
  role: orgRoleSchema.default('member'),
  /** How long the link works. */
  days: z.int().min(1).max(90).default(7),
});
export type Invite = z.output<typeof inviteSchema>;

export const invitedSchema = z.strictObject({
  invitation: invitationSchema,
  /** To be handed over by hand, shown this once; null where it was mailed. */
  link: text.nullable(),
});
export type Invited = z.infer<typeof invitedSchema>;
