import { and, eq, sql } from 'drizzle-orm';
import { meetings, organisations } from '@/db/schema';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

/**
 * Looks for a legal hold, of the organisation or of one meeting; in a transaction it also keeps one from being put on
 * until the transaction ends. Take rows of runs before.
 */
export async function heldBy(
  tx: Executor,
  orgId: string,
  meetingId: string | null,
): Promise<'organisation' | 'meeting' | null> {
  if (meetingId !== null) {
    const [meeting] = await tx
      .select({ heldAt: meetings.heldAt })
      .from(meetings)
      .where(and(eq(meetings.orgId, orgId), eq(meetings.id, meetingId)))
      .for('share');
    if (meeting?.heldAt) return 'meeting';
  }
  const [organisation] = await tx
    .select({ heldAt: organisations.heldAt })
    .from(organisations)
    .where(eq(organisations.id, orgId))
    .for('share');
  return organisation?.heldAt ? 'organisation' : null;
}

/** @throws ServiceError `conflict` where nothing may be blanked, erased or deleted. */
export async function demandUnheld(tx: Executor, orgId: string, meetingId: string | null): Promise<void> {
  const held = await heldBy(tx, orgId, meetingId);
  if (held) throw new ServiceError('conflict', held === 'meeting' ? 'retention.meeting_held' : 'retention.held');
}

/** Meetings and their organisations that no hold protects. */
export const unheld = sql`${meetings.heldAt} is null and ${organisations.heldAt} is null`;
