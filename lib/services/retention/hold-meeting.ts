import { and, eq, sql } from 'drizzle-orm';
import { meetings } from '@/db/schema';
import { audit } from '../audit';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import type { HeldMeeting } from './schemas';

/** Puts one meeting on legal hold, or off it; a deleted one too, while it is still there. @throws ServiceError `not_found`. */
export async function holdMeeting(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId, held }: { meetingId: string; held: boolean },
): Promise<HeldMeeting> {
  return ctx.db.transaction(async (tx) => {
    const own = and(eq(meetings.orgId, who.orgId), eq(meetings.id, meetingId));
    const [row] = await tx.select({ heldAt: meetings.heldAt }).from(meetings).where(own).for('update');
    if (!row) throw new ServiceError('not_found', 'meeting.not_found');
    if (held === (row.heldAt !== null)) return { heldAt: row.heldAt?.toISOString() ?? null };
    const [now] = await tx
      .update(meetings)
      .set({ heldAt: held ? sql`now()` : null })
      .where(own)
      .returning({ heldAt: meetings.heldAt });
    await audit(tx, who, held ? 'hold.begin' : 'hold.end', { type: 'meeting', id: meetingId });
    return { heldAt: now?.heldAt?.toISOString() ?? null };
  });
}
