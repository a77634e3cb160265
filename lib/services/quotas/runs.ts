import { sql } from 'drizzle-orm';
import type { Context, Member } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

type Counted = Record<'day_ends' | 'month_ends', number> & Record<Measure, number>;
type Measure =
  | 'member_runs_at_once'
  | 'member_runs_a_day'
  | 'org_runs_at_once'
  | 'org_runs_a_day'
  | 'org_tokens_a_day'
  | 'org_tokens_a_month'
  | 'org_usd_a_day'
  | 'org_usd_a_month';

const againMs = 60_000;

/**
 * Refuses one more run where a quota is used up, counted over all processes; to be asked in the transaction that makes
 * it. Days and months are those of UTC; what a run uses counts to the day on which it was made. A paused run is not
 * in session. @throws ServiceError `rate_limited`, with the seconds until another try can succeed.
 */
export async function checkRunQuotas(env: Context['env'], tx: Executor, who: Member): Promise<void> {
  // One start of an organisation after the other, so that two at once don't both take the last place.
  await tx.execute(sql`select from organisations where id = ${who.orgId} for no key update`);
  const counted = await count(tx, who);
  // The quota that lasts longest decides when another try can succeed.
  const used = limitsIn(env).findLast(([measure, limit]) => counted[measure] >= limit);
  if (!used) return;
  const [measure, limit] = used;
  const seconds = Math.ceil(
    measure.endsWith('_a_day') ? counted.day_ends : measure.endsWith('_a_month') ? counted.month_ends : againMs / 1000,
  );
  const [hours, days] = [Math.ceil(seconds / 3600), Math.ceil(seconds / 86_400)];
  throw new ServiceError('rate_limited', `quota.${measure}`, { limit, seconds, hours, days });
}

/** Whether an organisation may not spend so much more today or this month, on whatever. */
export async function hasSpentItAll(
  env: Context['env'],
  db: Executor,
  orgId: string,
  next: { tokens: number; microUsd: number },
): Promise<boolean> {
  const counted = await count(db, { orgId, userId: '' });
  const comes = { tokens: next.tokens, usd: next.microUsd / 1e6 };
  return limitsIn(env).some(([measure, limit]) => {
    const [, kind] = /_(tokens|usd)_/.exec(measure) ?? [];
    if (kind !== 'tokens' && kind !== 'usd') return false;
    return counted[measure] >= limit || counted[measure] + comes[kind] > limit;
  });
}

function limitsIn({ XIO_QUOTAS: { organisation, member } }: Pick<Context['env'], 'XIO_QUOTAS'>): [Measure, number][] {
  return [
    ['member_runs_at_once', member.runs_at_once],
    ['org_runs_at_once', organisation.runs_at_once],
    ['member_runs_a_day', member.runs_a_day],
    ['org_runs_a_day', organisation.runs_a_day],
    ['org_tokens_a_day', organisation.tokens_a_day],
    ['org_usd_a_day', organisation.usd_a_day],
    ['org_tokens_a_month', organisation.tokens_a_month],
    ['org_usd_a_month', organisation.usd_a_month],
  ];
}

async function count(db: Executor, who: Pick<Member, 'orgId' | 'userId'>): Promise<Counted> {
  const { rows } = await db.execute<Counted>(sql`
    with t as (select date_trunc('day', now(), 'UTC') as day, date_trunc('month', now(), 'UTC') as month),
    -- What a model read of transcripts; their runs have no seats, and are no council's.
    m as (select
      coalesce(sum(tokens) filter (where created_at >= day), 0)::float8 as tokens_a_day,
      coalesce(sum(tokens), 0)::float8 as tokens_a_month,
      coalesce(sum(micro_usd) filter (where created_at >= day), 0)::float8 as usd_a_day,
      coalesce(sum(micro_usd), 0)::float8 as usd_a_month
      from t left join transcripts on org_id = ${who.orgId} and created_at >= month)
    select
      extract(epoch from t.day + interval '1 day' - now())::float8 as day_ends,
      extract(epoch from t.month + interval '1 month' - now())::float8 as month_ends,
      (select count(*) from runs r where r.needs_driver and r.org_id = ${who.orgId} and r.created_by = ${who.userId})::int
        as member_runs_at_once,
      (select count(*) from runs r where r.needs_driver and r.org_id = ${who.orgId})::int as org_runs_at_once,
      count(r.id) filter (where r.created_at >= t.day and r.created_by = ${who.userId})::int as member_runs_a_day,
      count(r.id) filter (where r.created_at >= t.day)::int as org_runs_a_day,
      m.tokens_a_day + coalesce(sum(r.tokens) filter (where r.created_at >= t.day), 0)::float8 as org_tokens_a_day,
      m.tokens_a_month + coalesce(sum(r.tokens), 0)::float8 as org_tokens_a_month,
      (m.usd_a_day + coalesce(sum(r.micro_usd) filter (where r.created_at >= t.day), 0)::float8) / 1e6 as org_usd_a_day,
      (m.usd_a_month + coalesce(sum(r.micro_usd), 0)::float8) / 1e6 as org_usd_a_month
    from t cross join m
      left join runs r on r.org_id = ${who.orgId} and r.created_at >= t.month and r.seats <> '{}'::jsonb
    group by t.day, t.month, m.tokens_a_day, m.tokens_a_month, m.usd_a_day, m.usd_a_month`);
  const [counted] = rows;
  if (!counted) throw new Error('The quotas could not be counted');
  return counted;
}
