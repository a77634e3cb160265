import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { decisions, meetingPeople, meetings, memberships, notifications } from '@/db/schema';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { stand } from './asking';
import { tell } from './tell';

/**
 * Tells whoever made the meeting, whoever had been asked, was consulted or is to be informed, that `who` has settled the decision of a run; to be
 * called in the transaction that settles it. The one who settled it is not told.
 */
export async function tellSettled(
  ctx: Pick<Context, 'jobs' | 'mailer' | 'logger'>,
  tx: Executor,
  who: Member,
  runId: string,
): Promise<void> {
  const [row] = await tx
    .select({ decision: decisions, meeting: meetings })
    .from(decisions)
    .innerJoin(meetings, eq(meetings.id, decisions.meetingId))
    .where(and(eq(decisions.runId, runId), eq(decisions.orgId, who.orgId)));
  if (!row) return;
  const { decision, meeting } = row;
  const { orgId, meetingId } = decision;
  const asked = await tx
    .select({ userId: notifications.userId })
    .from(notifications)
    .where(and(eq(notifications.orgId, orgId), eq(notifications.runId, runId)));
  const people = await tx
    .select({ userId: meetingPeople.userId })
    .from(meetingPeople)
    .where(and(eq(meetingPeople.orgId, orgId), eq(meetingPeople.meetingId, meetingId)));
  const concerned = [meeting.createdBy, ...asked.map((one) => one.userId), ...people.map((one) => one.userId)].filter(
    (id) => id !== null,
  );
  const members = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.orgId, orgId),
        isNull(memberships.suspendedAt),
        inArray(memberships.userId, concerned),
        ne(memberships.userId, who.userId),
      ),
    );
  const args = {
    question: meeting.question,
    language: meeting.language,
    status: decision.status,
    ...(await stand(tx, runId)),
    onBehalfOf: null,
    by: who.name,
  };
  for (const { userId } of members) {
    const key = `decision_settled:${runId}:${decision.version}`;
    await tell(ctx, tx, { orgId, userId, kind: 'decision_settled', meetingId, runId, key, args });
  }
}
