import { and, desc, eq, isNull } from 'drizzle-orm';
import { decisions, meetings, runs } from '@/db/schema';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import { runMeant, type Where } from '../run-meant';

/**
 * The decision that is meant: the named run's, else that of the meeting's newest run which has one.
 * @throws ServiceError `not_found`, with `artifact.no_decision` while there is none.
 */
export async function decisionMeant(db: Executor, orgId: string, { meetingId, runId }: Where) {
  const [row] = await db
    .select({ decision: decisions, run: runs, meeting: meetings })
    .from(decisions)
    .innerJoin(runs, eq(runs.id, decisions.runId))
    .innerJoin(meetings, eq(meetings.id, runs.meetingId))
    .where(
      and(
        eq(decisions.orgId, orgId),
        eq(meetings.id, meetingId),
        isNull(meetings.deletedAt),
        runId === undefined ? undefined : eq(runs.id, runId),
      ),
    )
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  if (row) return row;
  await runMeant(db, orgId, { meetingId, runId });
  throw new ServiceError('not_found', 'artifact.no_decision');
}
export type Meant = Awaited<ReturnType<typeof decisionMeant>>;
