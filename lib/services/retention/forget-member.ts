import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { erasures } from '@/db/schema';
import {
  adminNotices,
  idempotencyKeys,
  identities,
  invitations,
  meetingPeople,
  meetings,
  memberships,
  notifications,
  users,
} from '@/db/schema';
import type { Executor } from '../data';

/** Takes a person out of the organisation's own tables; their account goes where no other organisation has them. */
export async function forgetMember(tx: Executor, { orgId, userId, names }: typeof erasures.$inferSelect) {
  const named = sql.param(names.map((name) => `%${name.replace(/[\\%_]/g, '\\$&')}%`));
  // Answers that were kept for repetitions may hold their name.
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.orgId, orgId), sql`response::text ilike any(${named}::text[])`));
  await tx.delete(adminNotices).where(and(eq(adminNotices.orgId, orgId), sql`args::text ilike any(${named}::text[])`));
  const emails = names.filter((name) => name.includes('@')).map((one) => one.toLowerCase());
  const theirs = or(
    userId === null ? sql`false` : eq(invitations.acceptedBy, userId),
    emails.length === 0 ? sql`false` : inArray(invitations.email, emails),
  );
  await tx.delete(invitations).where(and(eq(invitations.orgId, orgId), theirs));
  if (userId === null) return;
  await tx.delete(idempotencyKeys).where(and(eq(idempotencyKeys.orgId, orgId), eq(idempotencyKeys.userId, userId)));
  await tx.delete(notifications).where(and(eq(notifications.orgId, orgId), eq(notifications.userId, userId)));
  await tx.delete(meetingPeople).where(and(eq(meetingPeople.orgId, orgId), eq(meetingPeople.userId, userId)));
  await tx.delete(identities).where(and(eq(identities.orgId, orgId), eq(identities.userId, userId)));
  await tx
    .update(meetings)
    .set({ deciderUserId: null })
    .where(and(eq(meetings.orgId, orgId), eq(meetings.deciderUserId, userId)));
  await tx.delete(memberships).where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId)));
  const elsewhere = await tx
    .select({ orgId: memberships.orgId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  if (elsewhere.length === 0) await tx.delete(users).where(and(eq(users.id, userId), eq(users.local, false)));
}
