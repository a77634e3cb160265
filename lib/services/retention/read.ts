import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import { erasures, meetings, organisations } from '@/db/schema';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';
import type { Erasure, Retention } from './schemas';

const most = 50;

/** How long the organisation keeps transcripts, what is on hold, and who was or is being erased. */
export async function readRetention({ db }: { db: Executor }, { orgId }: Pick<Member, 'orgId'>): Promise<Retention> {
  const [row] = await db
    .select({ retentionDays: organisations.retentionDays, heldAt: organisations.heldAt })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  if (!row) throw new ServiceError('not_found', 'organisation.not_found');
  const [held] = await db
    .select({ count: count() })
    .from(meetings)
    .where(and(eq(meetings.orgId, orgId), isNotNull(meetings.heldAt)));
  const asked = await db
    .select()
    .from(erasures)
    .where(eq(erasures.orgId, orgId))
    .orderBy(desc(erasures.createdAt), desc(erasures.id))
    .limit(most);
  return {
    retentionDays: row.retentionDays,
    heldAt: row.heldAt?.toISOString() ?? null,
    heldMeetings: held?.count ?? 0,
    erasures: asked.map(toErasure),
  };
}

export const toErasure = (row: typeof erasures.$inferSelect): Erasure => ({
  id: row.id,
  pseudonym: row.pseudonym,
  state: row.state,
  total: row.total,
  seen: row.seen,
  waiting: row.waiting,
  createdAt: row.createdAt.toISOString(),
  doneAt: row.doneAt?.toISOString() ?? null,
});
