import { and, eq, gt, sql } from 'drizzle-orm';
import { openStreams, runs } from '@/db/schema';
import { readersChanged } from '@/lib/ports/signal';
import type { Context } from '../context';

/** Streams that are not told for so long are none any more. */
const deadSeconds = 40;

/**
 * Open streams look at once, in every process and at the edge, whether their readers may go on: all that one member
 * has open (after a session ended, or a member was suspended or given another role), or all of one meeting (after a
 * share link was revoked). To be called after the change is committed. Never throws: streams also look by themselves
 * within 15 s.
 */
export async function recheckStreams(
  { db, signal }: Pick<Context, 'db' | 'signal'>,
  orgId: string,
  whose: { userId: string } | { meetingId: string },
): Promise<void> {
  try {
    const found =
      'userId' in whose
        ? await db
            .selectDistinct({ id: openStreams.runId })
            .from(openStreams)
            .where(
              and(
                eq(openStreams.orgId, orgId),
                eq(openStreams.userId, whose.userId),
                gt(openStreams.seenAt, sql`now() - ${deadSeconds} * interval '1 second'`),
              ),
            )
        : await db
            .select({ id: runs.id })
            .from(runs)
            .where(and(eq(runs.orgId, orgId), eq(runs.meetingId, whose.meetingId)));
    await Promise.all(found.map(({ id }) => signal.announce(id, readersChanged)));
  } catch {
    // They look by themselves.
  }
}
