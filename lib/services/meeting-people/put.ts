import { and, eq, isNull } from 'drizzle-orm';
import { meetingPeople, meetings, memberships } from '@/db/schema';
import { audit } from '../audit';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { inOrganisation } from '../meetings/rows';
import { recheckStreams } from '../runs/recheck';
import type { PersonRole } from './schemas';

interface Where {
  meetingId: string;
  userId: string;
}
type Ctx = Pick<Context, 'db' | 'signal'>;

/** Makes a member something to one meeting, or something else. @throws ServiceError `not_found`. */
export async function putMeetingPerson(ctx: Ctx, who: Member, input: Where & { role: PersonRole }): Promise<void> {
  await change(ctx, who, input, input.role);
}

/** A member is nothing special to a meeting any more. @throws ServiceError `not_found`. */
export async function removeMeetingPerson(ctx: Ctx, who: Member, where: Where): Promise<void> {
  await change(ctx, who, where, null);
}

async function change(ctx: Ctx, who: Member, { meetingId, userId }: Where, role: PersonRole | null): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [meeting] = await tx
      .select({ id: meetings.id })
      .from(meetings)
      .where(inOrganisation(who.orgId, eq(meetings.id, meetingId)))
      .for('no key update');
    if (!meeting) throw new ServiceError('not_found', 'meeting.not_found');
    const before = await roleOf(tx, who.orgId, { meetingId, userId });
    const own = and(
      eq(meetingPeople.orgId, who.orgId),
      eq(meetingPeople.meetingId, meetingId),
      eq(meetingPeople.userId, userId),
    );
    if (role === null) {
      if (before === null) throw new ServiceError('not_found', 'meeting.no_person');
      await tx.delete(meetingPeople).where(own);
    } else {
      await demandMember(tx, who.orgId, userId);
      await tx
        .insert(meetingPeople)
        .values({ orgId: who.orgId, meetingId, userId, role, createdBy: who.userId })
        .onConflictDoUpdate({ target: [meetingPeople.meetingId, meetingPeople.userId], set: { role } });
    }
    if (before === role) return;
    const detail = { userId, before: { role: before }, after: { role } };
    await audit(tx, who, 'meeting.people', { type: 'meeting', id: meetingId }, detail);
  });
  await recheckStreams(ctx, who.orgId, { userId });
}

async function roleOf(tx: Executor, orgId: string, { meetingId, userId }: Where): Promise<PersonRole | null> {
  const [row] = await tx
    .select({ role: meetingPeople.role })
    .from(meetingPeople)
    .where(
      and(eq(meetingPeople.orgId, orgId), eq(meetingPeople.meetingId, meetingId), eq(meetingPeople.userId, userId)),
    );
  return row?.role ?? null;
}

async function demandMember(tx: Executor, orgId: string, userId: string): Promise<void> {
  const [member] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId), eq(memberships.userId, userId), isNull(memberships.suspendedAt)));
  if (!member) throw new ServiceError('not_found', 'member.not_found');
}
