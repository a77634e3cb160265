import { and, count, eq, gt, sql } from 'drizzle-orm';
import { auditRows } from '@/db/schema';
import type { Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

/**
 * Refuses what was done too often, counted over all processes by the audit: `limit` times in `seconds`, by the member
 * or by the whole organisation. @throws ServiceError `rate_limited` with `reason`.
 */
export async function checkRate(
  db: Pick<Executor, 'select'>,
  who: Member,
  action: string,
  { limit, seconds, by, reason }: { limit: number; seconds: number; by: 'member' | 'organisation'; reason: string },
): Promise<void> {
  const [row] = await db
    .select({ times: count() })
    .from(auditRows)
    .where(
      and(
        eq(auditRows.orgId, who.orgId),
        gt(auditRows.at, sql`now() - ${seconds} * interval '1 second'`),
        eq(auditRows.action, action),
        by === 'member' ? eq(auditRows.userId, who.userId) : undefined,
      ),
    );
  if ((row?.times ?? 0) >= limit) throw new ServiceError('rate_limited', reason, { limit, seconds });
}
