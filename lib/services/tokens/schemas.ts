import { z } from 'zod';
import { type Permission, peopleOnly, permissions } from '@/lib/auth/permissions';
import { pageSchema } from '../cursor';

const text = z.string();
const time = z.iso.datetime();
export const tokenRole = z.enum(['owner', 'admin', 'moderator', 'member', 'viewer']);

const isPermission = (name: string): name is Permission => name in permissions;
/** What a program may be given, in the table's order. */
export const programPermissions = Object.keys(permissions)
  .filter(isPermission)
  .filter((name) => !peopleOnly.includes(name));

export const usualDays = 90;
export const mostDays = 365;

export const newTokenSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{C}*$/u),
  role: tokenRole,
  /** Left out or null: all that the role holds and that programs may do. */
  permissions: z.array(z.enum(programPermissions)).min(1).max(100).nullable().default(null),
  /** Until it ends. */
  days: z.int().min(1).max(mostDays).default(usualDays),
});
export type NewToken = z.output<typeof newTokenSchema>;

export const listTokensSchema = z.strictObject(pageSchema(50, 200));

export const apiTokenSchema = z.strictObject({
  id: text,
  name: text,
  /** Its last characters. */
  hint: text,
  role: tokenRole,
  permissions: z.array(text).nullable(),
  /** `lowered`: its maker may do less now than it was given; `asleep`: they may do nothing now. */
  state: z.enum(['active', 'lowered', 'asleep', 'expired', 'revoked']),
  madeBy: text,
  createdAt: time,
  expiresAt: time,
  lastUsedAt: time.nullable(),
  revokedAt: time.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const tokenListSchema = z.strictObject({ tokens: z.array(apiTokenSchema), nextCursor: text.nullable() });

/** The only time that the token itself is shown. */
export const tokenMadeSchema = apiTokenSchema.extend({ token: text });
export type TokenMade = z.infer<typeof tokenMadeSchema>;
