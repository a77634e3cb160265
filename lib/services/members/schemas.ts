import { z } from 'zod';
import { pageSchema } from '../cursor';

const text = z.string();
const time = z.iso.datetime();
export const orgRoleSchema = z.enum(['owner', 'admin', 'moderator', 'member', 'viewer']);

export const memberSchema = z.strictObject({
  id: text,
  name: text,
  email: text.nullable(),
  role: orgRoleSchema,
  /** Label of the connection whose groups give the role; null where a person gave it. */
  roleFrom: text.nullable(),
  title: text.nullable(),
  aliases: z.array(text),
  joinedAt: time,
  /** To the hour. For administrators; null for others, and where nobody came yet. */
  seenAt: time.nullable(),
  /** For administrators: others do not see who is suspended. */
  suspendedAt: time.nullable(),
});
export type MemberRow = z.infer<typeof memberSchema>;

export const listMembersSchema = z.strictObject({
  search: z.string().trim().max(200).optional(),
  role: orgRoleSchema.optional(),
  state: z.enum(['active', 'suspended']).optional(),
  ...pageSchema(50, 200),
});
export type ListMembers = z.input<typeof listMembersSchema>;

export const memberListSchema = z.strictObject({
  members: z.array(memberSchema),
  nextCursor: text.nullable(),
  /** How many members fit the search, on all pages. */
  count: z.int(),
});
export type MemberList = z.infer<typeof memberListSchema>;

const name = z.string().trim().min(1).max(120);

export const changeMemberSchema = z
  .strictObject({
    role: orgRoleSchema.optional(),
    suspended: z.boolean().optional(),
    /** Job, as tasks name their owners by it; null for none. */
    title: name.nullable().optional(),
    /** Other names the person goes by. */
    aliases: z.array(name).max(20).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    path: ['role'],
    error: 'member.nothing',
  });
export type ChangeMember = z.infer<typeof changeMemberSchema> & { userId: string };
