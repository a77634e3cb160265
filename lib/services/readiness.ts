import { sql } from 'drizzle-orm';
import journal from '@/db/migrations/meta/_journal.json';
import type { Context } from './context';
import { ServiceError } from './errors';
import { within } from './within';

/** A load balancer asks every few seconds, and takes a late answer for none. */
const databaseMs = 2000;
const signalsMs = 300;

export interface Readiness {
  status: 'ready';
  /** `ahead`: a newer version has already brought the database further, as an upgrade without downtime does. */
  migrations: 'done' | 'ahead';
  signals: 'ok' | 'degraded';
}

/**
 * The database answers and has every migration of this build. Signals may be `degraded`: runs and streams then go on
 * by the database and polls. @throws ServiceError `unavailable` when the database is not ready; `migrations` says
 * whether it only lags behind.
 */
export async function checkReadiness(ctx: Pick<Context, 'db' | 'signal' | 'drivers'>): Promise<Readiness> {
  // Who is about to end gets no new visitors.
  if (ctx.drivers.areLeaving) throw new ServiceError('unavailable', 'unavailable');
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const [found, heard] = await Promise.all([
    within(
      databaseMs,
      ctx.db.execute<{ newest: string | null }>(
        sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
      ),
      null,
    ),
    within(signalsMs, ctx.signal.reachable(), false),
  ]);
  if (!found) throw new ServiceError('unavailable', 'database_unavailable');
  const applied = Number(found.rows[0]?.newest ?? 0);
  if (applied < newest) throw new ServiceError('unavailable', 'unavailable', {}, [], { migrations: 'pending' });
  return {
    status: 'ready',
    migrations: applied === newest ? 'done' : 'ahead',
    signals: heard ? 'ok' : 'degraded',
  };
}
