import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { meetings, organisations } from '@/db/schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { type DeletedMeetings, graceDays } from '../retention/schemas';

const most = 200;
const dayMs = 86_400_000;

/** Meetings that were deleted and can still be restored, the newest first. */
export async function listDeletedMeetings(
  { db }: Pick<DataContext, 'db'>,
  { orgId }: Member,
): Promise<DeletedMeetings> {
  const rows = await db
    .select({
      id: meetings.id,
      title: meetings.title,
      deletedAt: meetings.deletedAt,
      heldAt: meetings.heldAt,
      allHeldAt: organisations.heldAt,
    })
    .from(meetings)
    .innerJoin(organisations, eq(organisations.id, meetings.orgId))
    .where(and(eq(meetings.orgId, orgId), isNotNull(meetings.deletedAt)))
    .orderBy(desc(meetings.deletedAt), desc(meetings.id))
    .limit(most);
  return {
    meetings: rows.flatMap(({ id, title, deletedAt, heldAt, allHeldAt }) =>
      deletedAt
        ? [
            {
              id,
              title,
              deletedAt: deletedAt.toISOString(),
              goneAt: new Date(deletedAt.getTime() + graceDays * dayMs).toISOString(),
              held: heldAt !== null || allHeldAt !== null,
            },
          ]
        : [],
    ),
  };
}
