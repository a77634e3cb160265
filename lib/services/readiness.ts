import { sql } from 'drizzle-orm';
import journal from '@/db/migrations/meta/_journal.json';
import type { Context } from './context';
import { ServiceError } from './errors';

/**
 * The database answers and has every migration of this build. Signals may be `degraded`: runs and streams then go on
 * by the database and polls. @throws ServiceError `unavailable` when the database is not ready.
 */
export async function checkReadiness(
  ctx: Pick<Context, 'db' | 'signal'>,
): Promise<{ status: 'ready'; signals: 'ok' | 'degraded' }> {
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const found = await ctx.db
    .execute<{ newest: string | null }>(sql`select max(created_at) as newest from drizzle.__drizzle_migrations`)
    .catch(() => {
      throw new ServiceError('unavailable', 'database_unavailable');
    });
  if (Number(found.rows[0]?.newest ?? 0) < newest) throw new ServiceError('unavailable', 'unavailable');
  return { status: 'ready', signals: (await ctx.signal.reachable()) ? 'ok' : 'degraded' };
}
