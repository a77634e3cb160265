import { sql } from 'drizzle-orm';
import { rowsOf, type Statements } from '@/db/statements';
import type { Clock } from '@/lib/ports/clock';
import { ServiceError } from '../errors';

const beatMs = 15_000;
/** A process that has not told its streams for so long has none. */
const deadSeconds = 40;

export interface StreamLimits {
  run: number;
  member: number;
  organisation: number;
}

interface Open {
  orgId: string;
  userId: string;
  runId: string;
  streams: number;
}

/**
 * The open streams of this process, which it tells the others: when one is opened, and every 15 s while any is. So the
 * quotas hold over all processes, but for streams that were closed in another one a moment ago. By one statement each.
 */
export class OpenStreams {
  private readonly open = new Map<string, Open>();
  private beating = false;
  private resting = new AbortController();

  /** `place` is this process's own name. */
  constructor(
    private readonly ports: { db: Statements; clock: Clock; limits: StreamLimits },
    private readonly place: string,
  ) {}

  /**
   * Counts one stream of a member, or of a share link, more, until what it returns is called. A database that can't be asked keeps nobody out.
   * @throws ServiceError `rate_limited` where a quota of the run, the member or the organisation is used up.
   */
  async join({ orgId, userId }: { orgId: string; userId: string }, runId: string): Promise<() => void> {
    const key = JSON.stringify([orgId, userId, runId]);
    const mine = this.open.get(key) ?? { orgId, userId, runId, streams: 0 };
    mine.streams += 1;
    this.open.set(key, mine);
    let joined = true;
    const leave = () => {
      if (!joined) return;
      joined = false;
      mine.streams -= 1;
      if (mine.streams === 0) this.open.delete(key);
      // A process that has none any more has nothing to wait for.
      if (this.open.size === 0) this.resting.abort();
    };
    try {
      await this.check(mine);
    } catch (error) {
      if (error instanceof ServiceError) {
        leave();
        throw error;
      }
    }
    if (!this.beating) void this.beat();
    return leave;
  }

  /** This process has none any more: the others need not wait until it counts as dead. */
  async close(): Promise<void> {
    this.open.clear();
    await tell(this.ports.db, this.place, []).catch(() => {});
  }

  private async check({ orgId, userId, runId, streams }: Open): Promise<void> {
    const { limits, db } = this.ports;
    const here = [...this.open.values()].filter((one) => one.orgId === orgId);
    const count = (open: Open[]) => open.reduce((sum, one) => sum + one.streams, 0);
    const mine: StreamLimits = {
      run: count(here.filter((one) => one.runId === runId)),
      member: count(here.filter((one) => one.userId === userId)),
      organisation: count(here),
    };
    const [others] = await rowsOf<StreamLimits>(
      db,
      sql`with others as (
          select coalesce(sum(streams) filter (where run_id = ${runId}), 0)::int as run,
            coalesce(sum(streams) filter (where user_id = ${userId}), 0)::int as member,
            coalesce(sum(streams), 0)::int as organisation
          from open_streams where org_id = ${orgId} and place <> ${this.place}
            and seen_at > now() - ${deadSeconds} * interval '1 second'),
        told as (
          insert into open_streams (place, org_id, user_id, run_id, streams, seen_at)
          select ${this.place}, ${orgId}, ${userId}, ${runId}, ${streams}, now() from others
          where run <= ${limits.run - mine.run} and member <= ${limits.member - mine.member}
            and organisation <= ${limits.organisation - mine.organisation}
          -- Two that are opened at once may arrive in either order; the next beat tells what was closed.
          on conflict (place, user_id, run_id) do update
            set streams = greatest(open_streams.streams, excluded.streams), seen_at = now())
        select * from others`,
    );
    if (!others) return;
    for (const measure of ['member', 'run', 'organisation'] as const) {
      if (others[measure] + mine[measure] <= limits[measure]) continue;
      const args = { limit: limits[measure], seconds: beatMs / 1000 };
      throw new ServiceError('rate_limited', `quota.${measure}_streams`, args);
    }
  }

  /** Tells what is open now until nothing is. A beat that fails is made up for by the next one. */
  private async beat(): Promise<void> {
    this.beating = true;
    const { clock, db } = this.ports;
    while (this.open.size > 0) {
      this.resting = new AbortController();
      await clock.wait(beatMs, this.resting.signal);
      // Where nothing is open any more, what was told runs out by itself.
      if (this.open.size > 0) await tell(db, this.place, [...this.open.values()]).catch(() => {});
    }
    this.beating = false;
  }
}

/** Replaces what a place has told, and forgets places that are dead. */
async function tell(db: Statements, place: string, open: Open[]): Promise<void> {
  const column = (name: 'orgId' | 'userId' | 'runId') => sql.param(open.map((one) => one[name]));
  await db.execute(sql`
    with now_open as (
      select * from unnest(${column('orgId')}::text[], ${column('userId')}::text[], ${column('runId')}::text[],
        ${sql.param(open.map((one) => one.streams))}::int[]) as o (org_id, user_id, run_id, streams)),
    gone as (
      delete from open_streams s where s.seen_at < now() - ${deadSeconds} * interval '2 seconds'
        or (s.place = ${place} and not exists (
          select from now_open o where o.user_id = s.user_id and o.run_id = s.run_id)))
    insert into open_streams (place, org_id, user_id, run_id, streams, seen_at)
    select ${place}, org_id, user_id, run_id, streams, now() from now_open
    on conflict (place, user_id, run_id) do update set streams = excluded.streams, seen_at = now()`);
}
