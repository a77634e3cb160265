import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { decisions, meetings, notifications } from '@/db/schema';
import type { Member } from '../context';
import type { Executor } from '../data';
import type { Notice } from './schemas';

/** What a notice asks for has been done: the decision is settled, or was deferred after the asking. */
export const done = sql<boolean>`${notifications.kind} in ('decision_needed', 'decision_reminder') and coalesce(
  not ${decisions.open} or (${decisions.status} = 'deferred' and ${notifications.createdAt} < ${decisions.updatedAt}), false)`;

/** A member's own notices, of meetings that were not deleted; needs the joins of `noticesOf`. */
export const own = (who: Member, ...more: (SQL | undefined)[]): SQL | undefined =>
  and(eq(notifications.orgId, who.orgId), eq(notifications.userId, who.userId), isNull(meetings.deletedAt), ...more);

export const noticesOf = (db: Executor) =>
  db
    .select({ row: notifications, done })
    .from(notifications)
    .innerJoin(meetings, eq(meetings.id, notifications.meetingId))
    .leftJoin(decisions, eq(decisions.runId, notifications.runId));

/** Marks what the member was told about a run's decision, or about its exports, before as read: the newest alone counts. */
export async function supersede(
  tx: Executor,
  { orgId, userId, runId, kind }: { orgId: string; userId: string; runId: string; kind: Notice['kind'] },
  newest: string,
): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(
      and(
        eq(notifications.orgId, orgId),
        eq(notifications.userId, userId),
        eq(notifications.runId, runId),
        isNull(notifications.readAt),
        sql`${notifications.kind} like ${kind.replace(/_.*/, '\\_%')}`,
        ne(notifications.id, newest),
      ),
    );
}

export function noticeOf(row: typeof notifications.$inferSelect, isDone: boolean): Notice {
  const { id, kind, meetingId, runId, args, mailState, mailReason } = row;
  const { question, language, status, leaning, missing, onBehalfOf, by, exported = null, tasks = null } = args;
  return {
    id,
    kind,
    meetingId,
    runId,
    question,
    language,
    status,
    leaning,
    missing,
    onBehalfOf,
    by,
    exported,
    tasks,
    done: isDone,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
    mail: { state: mailState, reason: mailReason },
  };
}
