import { and, eq, isNotNull } from 'drizzle-orm';
import { meetings } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { readMeeting } from './read';
import type { Meeting } from './schemas';

/** Takes a deleted meeting back, with everything that was in it. @throws ServiceError `not_found` where it is gone for good, or was not deleted. */
export async function restoreMeeting(ctx: Pick<DataContext, 'db'>, who: Member, meetingId: string): Promise<Meeting> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(meetings)
      .set({ deletedAt: null })
      .where(and(eq(meetings.orgId, who.orgId), eq(meetings.id, meetingId), isNotNull(meetings.deletedAt)))
      .returning({ title: meetings.title });
    if (!row) throw new ServiceError('not_found', 'meeting.not_deleted');
    await audit(tx, who, 'meeting.restore', { type: 'meeting', id: meetingId }, { title: row.title });
    return readMeeting({ db: tx }, who, meetingId);
  });
}
