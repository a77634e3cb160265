import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { artifacts, decisions, meetings, memberships, runs, users } from '@/db/schema';
import type { NoticeArgs } from '@/db/schema/notifications';
import type { Member } from '../context';
import type { Executor } from '../data';
import { rightsOf } from '../decisions/rights';

export interface Asking {
  decision: typeof decisions.$inferSelect;
  userId: string;
  args: NoticeArgs;
  /** Where the meeting is. */
  timeZone: string;
}

const unlocked = { of: decisions, skipLocked: true } as const;

/**
 * Takes the decision of a run for this transaction and finds whom to ask: the decider, else whoever made the meeting
 * or its run, else the organisation's first owner: the first of them who may settle it. `null` where another process
 * has it or it is no longer as `still` says; `nobody` where its meeting was deleted or no member is left.
 */
export async function takeAsking(
  tx: Executor,
  runId: string,
  still: SQL | undefined,
): Promise<Asking | { nobody: true } | null> {
  const [row] = await tx
    .select({ decision: decisions, meeting: meetings, startedBy: runs.createdBy })
    .from(decisions)
    .innerJoin(meetings, eq(meetings.id, decisions.meetingId))
    .innerJoin(runs, eq(runs.id, decisions.runId))
    .where(and(eq(decisions.runId, runId), still))
    .for('update', unlocked);
  if (!row) return null;
  const { decision, meeting, startedBy } = row;
  const wanted = [decision.deciderUserId, meeting.createdBy, startedBy].filter((id) => id !== null);
  const able = (meeting.deletedAt ? [] : await membersAmong(tx, decision.orgId, wanted)).flatMap((member) => {
    const roles = member.userId === decision.deciderUserId ? (['decider'] as const) : [];
    const asked = { ...member, meeting: { id: meeting.id, roles } };
    const { decide, onBehalfOf } = rightsOf(asked, { decision, meeting });
    return decide ? [{ userId: member.userId, onBehalfOf }] : [];
  });
  const reader = wanted.map((id) => able.find((one) => one.userId === id)).find(Boolean) ?? able[0];
  if (!reader) return { nobody: true };
  return {
    decision,
    userId: reader.userId,
    timeZone: meeting.agenda.time_zone,
    args: {
      question: meeting.question,
      language: meeting.language,
      status: decision.status,
      ...(await stand(tx, runId)),
      onBehalfOf: reader.onBehalfOf || null,
      by: null,
    },
  };
}

/** The members among these, and the owners, who come first, oldest first. */
async function membersAmong(tx: Executor, orgId: string, userIds: string[]): Promise<Member[]> {
  return tx
    .select({ orgId: memberships.orgId, userId: memberships.userId, name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.orgId, orgId),
        isNull(memberships.suspendedAt),
        or(eq(memberships.role, 'owner'), inArray(memberships.userId, userIds)),
      ),
    )
    .orderBy(sql`${memberships.role} <> 'owner'`, asc(memberships.createdAt), asc(memberships.userId));
}

/** What the council leans towards and what is missing, from its newest log. */
export async function stand(tx: Executor, runId: string): Promise<Pick<NoticeArgs, 'leaning' | 'missing'>> {
  const [row] = await tx
    .select({ body: artifacts.body })
    .from(artifacts)
    .where(and(eq(artifacts.runId, runId), eq(artifacts.kind, 'decision_log')))
    .orderBy(desc(artifacts.seq))
    .limit(1);
  if (row?.body.kind !== 'decision_log') return { leaning: null, missing: [] };
  const { alternatives, chosen, missing } = row.body.log;
  return {
    leaning: alternatives.find((one) => one.id === chosen)?.name ?? null,
    missing: [...new Set(missing.map((one) => one.code))],
  };
}
