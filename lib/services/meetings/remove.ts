import { and, eq, ne, sql } from 'drizzle-orm';
import { meetings, runs } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { demandUnheld } from '../retention/holds';
import { inOrganisation } from './rows';

/**
 * Deletes a meeting for everybody; it can be restored for a while. @throws ServiceError `not_found`; `conflict` while
 * its council is in session, or while it is on legal hold.
 */
export async function removeMeeting(ctx: DataContext, who: Member, meetingId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(meetings)
      .where(inOrganisation(who.orgId, eq(meetings.id, meetingId)))
      .for('update');
    if (!row) throw new ServiceError('not_found', 'meeting.not_found');
    await demandUnheld(tx, who.orgId, meetingId);
    const [active] = await tx
      .select({ id: runs.id, status: runs.status })
      .from(runs)
      .where(and(eq(runs.meetingId, meetingId), ne(runs.status, 'finished')))
      .limit(1);
    if (active)
      throw new ServiceError('conflict', 'meeting.running', {}, [], { runId: active.id, status: active.status });
    await tx.update(meetings).set({ deletedAt: sql`now()` }).where(eq(meetings.id, meetingId));
    await audit(tx, who, 'meeting.delete', { type: 'meeting', id: meetingId }, { title: row.title });
  });
}
