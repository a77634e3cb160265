import { and, desc, eq, isNull } from 'drizzle-orm';
import { meetings, runs } from '@/db/schema';
import type { Executor } from './data';
import { ServiceError } from './errors';

export interface Where {
  meetingId: string;
  runId?: string | undefined;
}

/**
 * The run that is meant: the named one of the meeting, else its newest; null where the meeting has none.
 * @throws ServiceError `not_found` for an unknown or foreign meeting or run.
 */
export async function runMeant(db: Executor, orgId: string, { meetingId, runId }: Where) {
  const [row] = await db
    .select({ meeting: { id: meetings.id, teamId: meetings.teamId }, run: runs })
    .from(meetings)
    .leftJoin(runs, and(eq(runs.meetingId, meetings.id), runId === undefined ? undefined : eq(runs.id, runId)))
    .where(and(eq(meetings.orgId, orgId), eq(meetings.id, meetingId), isNull(meetings.deletedAt)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(1);
  if (!row) throw new ServiceError('not_found', 'meeting.not_found');
  if (runId !== undefined && !row.run) throw new ServiceError('not_found', 'run.not_found');
  return row;
}

/** The meeting of a run. @throws ServiceError `not_found`, also for another organisation's. */
export async function meetingOfRun(db: Executor, orgId: string, runId: string): Promise<string> {
  const [row] = await db
    .select({ id: meetings.id })
    .from(runs)
    .innerJoin(meetings, eq(meetings.id, runs.meetingId))
    .where(and(eq(runs.orgId, orgId), eq(runs.id, runId), isNull(meetings.deletedAt)));
  if (!row) throw new ServiceError('not_found', 'run.not_found');
  return row.id;
}
