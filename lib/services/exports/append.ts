import { and, eq } from 'drizzle-orm';
import { runs } from '@/db/schema';
import type { DecisionEvent, ExportEvent, LoggedEvent } from '@/lib/council/events';
import type { EventLog } from '@/lib/ports/event-log';
import { createEventLog } from '@/lib/store/event-log';
import type { Context } from '../context';
import type { Executor } from '../data';
import { ServiceError } from '../errors';

type Ctx = Pick<Context, 'db' | 'feeds' | 'signal'>;
type Transaction = Parameters<Parameters<Context['db']['transaction']>[0]>[0];

/** What a transaction did to exports; followers hear of `logged` once it has committed. */
export interface Changing {
  tx: Executor;
  append(...events: ExportEvent[]): Promise<void>;
}

export interface ChangingRecord extends Changing {
  /** The run's log, as it stands in the transaction. */
  events: Pick<EventLog, 'readNamed'>;
  /** Appends what it means for the decision or a task; false, with nothing written, where that has other versions by now. */
  record(event: DecisionEvent): Promise<boolean>;
}

/**
 * Changes exports of one run and appends what became of them, in one transaction. It takes the run's row first: so do
 * all who change them, and nobody waits in a circle.
 * @throws ServiceError `conflict` while the run goes on.
 */
export async function changeExports<T>(
  ctx: Ctx,
  { orgId, runId }: { orgId: string; runId: string },
  work: (changing: ChangingRecord) => Promise<T>,
): Promise<T> {
  const logged: LoggedEvent[] = [];
  const result = await ctx.db.transaction(async (tx) => {
    await lockRun(tx, orgId, runId);
    const log = createEventLog(tx);
    const record: ChangingRecord['record'] = async (event) => {
      const done = await log.appendDecision(orgId, runId, event);
      if (done.ok) logged.push(...done.events);
      return done.ok;
    };
    return work({ tx, append: appendTo(tx, orgId, runId, logged), events: log, record });
  });
  await announce(ctx, runId, logged);
  return result;
}

/** Appends within a transaction that holds the run's row; `logged` gathers what followers are to hear. */
export const appendTo =
  (tx: Transaction, orgId: string, runId: string, logged: LoggedEvent[]): Changing['append'] =>
  async (...events) => {
    if (events.length === 0) return;
    const done = await createEventLog(tx).appendExport(orgId, runId, ...events);
    if (!done.ok) throw new ServiceError('conflict', 'run.unfinished');
    logged.push(...done.events);
  };

export async function announce(ctx: Ctx, runId: string, logged: LoggedEvent[]): Promise<void> {
  const last = logged.at(-1);
  if (!last) return;
  ctx.feeds.append(runId, logged);
  await ctx.signal.announce(runId, last.seq);
}

async function lockRun(tx: Executor, orgId: string, runId: string): Promise<void> {
  const [run] = await tx
    .select({ id: runs.id, status: runs.status })
    .from(runs)
    .where(and(eq(runs.orgId, orgId), eq(runs.id, runId)))
    .for('no key update');
  if (run?.status !== 'finished') throw new ServiceError('conflict', 'run.unfinished', {}, [], run ? { run } : {});
}
